import fc from 'fast-check'
import { changeOf } from '../../../core/numbers/batch'
import { amountNames } from '../../../core/numbers/amounts'
import { factsOf, isCountedAlike } from '../../../core/numbers/facts'
import { type Tally, addTally, flatten, nest, tallyOf } from '../../../core/numbers/tally'
import type { Request } from '../../../core/requests/types'
import { type Turn, liveThrough } from './lives'

const turn: fc.Arbitrary<Turn> = fc.record({
  who: fc.nat(200),
  what: fc.nat(200),
  wait: fc.integer({ min: 0, max: 40 }),
})
const turns = fc.array(turn, { maxLength: 18 })

const plain = (tally: Tally) =>
  Object.fromEntries([...tally].map(([unitId, cells]) => [unitId, Object.fromEntries(cells)]))

test('counted at whatever moments, the counters come to what the last version comes to', () => {
  fc.assert(
    fc.property(turns, fc.array(fc.boolean(), { maxLength: 19 }), (life, moments) => {
      const versions = liveThrough(life, 'request1')
      const counters: Tally = new Map()
      let countedVersion = 0
      const count = (request: Request) => {
        addTally(counters, changeOf({ request, countedVersion }).tally)
        countedVersion = request.version
      }
      versions.forEach((request, index) => moments[index] && count(request))
      count(versions.at(-1) as Request)
      expect(plain(counters)).toEqual(plain(tallyOf(factsOf(versions.at(-1) as Request)).tally))
    }),
    { numRuns: 60 },
  )
})

test('a step that changes no fact changes no counter', () => {
  let silent = 0
  fc.assert(
    fc.property(turns, (life) => {
      const versions = liveThrough(life, 'request1')
      versions.slice(1).forEach((request, index) => {
        const before = versions[index] as Request
        if (!isCountedAlike(before, request)) return
        silent++
        expect(changeOf({ request, countedVersion: before.version }).tally.size).toBe(0)
      })
    }),
    { numRuns: 50 },
  )
  expect(silent).toBeGreaterThan(20)
})

test('a request is at one end at most, and no share is more than its whole', () => {
  const seen = new Set<string>()
  fc.assert(
    fc.property(turns, (life) => {
      for (const request of liveThrough(life, 'request1')) {
        const { amounts } = factsOf(request)
        const of = (name: (typeof amountNames)[number]) => amounts[name] ?? 0
        Object.keys(amounts).forEach((name) => seen.add(name))
        expect(of('submitted')).toBe(1)
        const ends = of('open') + of('resolved') + of('withdrawn') + of('declined') + of('merged')
        expect(ends).toBe(1)
        expect(of('answered_in_time') + of('answer_missed')).toBeLessThanOrEqual(1)
        expect(of('solved') + of('not_solved')).toBeLessThanOrEqual(1)
        expect(of('satisfied')).toBeLessThanOrEqual(of('rated'))
        expect(of('resolved_in_grid')).toBeLessThanOrEqual(of('resolved_from_grid'))
        expect(of('resolved_from_grid')).toBeLessThanOrEqual(of('resolved'))
      }
    }),
    { numRuns: 80, seed: 20261123 },
  )
  expect([...seen].sort()).toEqual([...amountNames].sort())
})

test('sums are stored and read back whole', () => {
  fc.assert(
    fc.property(turns, (life) => {
      const request = liveThrough(life, 'request1').at(-1) as Request
      for (const cells of tallyOf(factsOf(request)).tally.values())
        expect(Object.fromEntries(flatten(nest(cells)))).toEqual(Object.fromEntries(cells))
    }),
    { numRuns: 10 },
  )
})
