const machineDate = Date

/** How far the phone's clock is ahead of the machine's, in milliseconds. */
let ahead = Number(new URLSearchParams(location.search).get('ahead') ?? 0)

function now(): number {
  return machineDate.now() + ahead
}

/** The host moves the time of its cloud; the phone's goes with it. */
export function setAhead(milliseconds: number): void {
  ahead = milliseconds
}

/** Makes `Date` tell the phone's time to everything that runs on it. */
export function installClock(): void {
  globalThis.Date = new Proxy(machineDate, {
    construct: (target, parts, newTarget) =>
      Reflect.construct(target, parts.length === 0 ? [now()] : parts, newTarget) as Date,
    apply: () => new machineDate(now()).toString(),
    get: (target, name) => (name === 'now' ? now : (Reflect.get(target, name) as unknown)),
  })
}
