/** How much of everything fits: lengths in characters, used by whoever validates input. */
export const limits = {
  requestText: 1000,
  searchText: 40,
  words: 1000,
  reason: 200,
  part: 200,
  placeName: 60,
  personName: 20,
  phone: 20,
  note: 100,
  photos: 9,
  keyAtLeast: 8,
  keyAtMost: 64,
  coHandlers: 8,
  neighbours: 2000,
  extensionDays: 15,
  ruleWords: 20,
  replies: 4,
  /** On a button. */
  replyLabel: 6,
  viewName: 20,
  /** Lists somebody gave a name, and as many of a unit. */
  views: 40,
  unitCode: 40,
  unitName: 30,
  /** What people call somebody with a charge. */
  label: 30,
  unitPlaces: 40,
  unitPeople: 20,
  importRows: 100_000,
  importRowsAtOnce: 500,
  cell: 2000,
  outlinePoints: 500,
  /** Bytes of one call over HTTP: CloudBase takes 100 KB of text. */
  callBytes: 100_000,
  /** How long a code on the sign-in page lets somebody in. */
  ticketMinutes: 2,
  /** How long the first administrator's code waits. */
  adminCodeMinutes: 60,
  /** Tries are counted in windows of so long. */
  triesMinutes: 15,
  /** In one window: an office of twenty may share one address, a guesser gets nowhere. */
  tries: {
    start: { bySource: 200, inAll: 4000 },
    poll: { bySource: 20, inAll: 1000 },
    look: { bySource: 20, inAll: 1000 },
    redeem: { bySource: 6, inAll: 100 },
  },
  /** How long an answer is held back when tries grow many, in milliseconds. */
  slowMs: 300,
  /** Days of requests in one file. */
  exportDays: 92,
  /** A home's or a service's name, a line about it, and how many of its things there are. */
  homeName: 30,
  homeWords: 200,
  homeItems: 30,
  homeDays: 100,
  bulletinTitle: 40,
  bulletinText: 2000,
  bulletinUnits: 30,
  bulletinDays: 366,
} as const
