/** How much of everything fits: lengths in characters, used by whoever validates input. */
export const limits = {
  requestText: 1000,
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
  extensionDays: 15,
  ruleWords: 20,
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
} as const
