import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Cloud, readConfig, startCloud } from '../../emulator'
import { localTarget } from '../../scripts/local/target'
import { isPlaceLoaded, loadPlace } from '../../scripts/place/load'
import { shaxian } from '../../scripts/place/shaxian'

const place = shaxian('2026-11-23')
const folder = mkdtempSync(join(tmpdir(), 'load-place-'))
let cloud: Cloud

beforeAll(async () => {
  cloud = await startCloud(readConfig(join(__dirname, '../..')), { data: folder })
})

afterAll(async () => {
  await cloud.close()
  rmSync(folder, { recursive: true, force: true })
})

test('loads every document through the SDK in under five seconds of work, and again adds nothing', async () => {
  const target = localTarget(cloud.url)
  expect(await isPlaceLoaded(target)).toBe(false)

  const before = process.cpuUsage()
  const first = await loadPlace(target, place)
  // Cloud and loader share this process: its processor time is what an idle machine would take.
  const { user, system } = process.cpuUsage(before)
  expect((user + system) / 1_000_000).toBeLessThan(5)
  expect(first).toEqual([
    { collection: 'units', inserted: place.units.length, kept: 0 },
    { collection: 'users', inserted: place.users.length, kept: 0 },
    { collection: 'homes', inserted: place.homes.length, kept: 0 },
    { collection: 'outlines', inserted: place.outlines.length, kept: 0 },
    { collection: 'settings', inserted: 1, kept: 0 },
  ])
  expect(await isPlaceLoaded(target)).toBe(true)
  expect(cloud.database.find('units', { _id: '350405002004-1-07' })).toEqual([
    place.units.find(({ _id }) => _id === '350405002004-1-07'),
  ])

  const second = await loadPlace(target, place)
  expect(second.map(({ inserted }) => inserted)).toEqual([0, 0, 0, 0, 0])
  expect(second.map(({ kept }) => kept)).toEqual(first.map(({ inserted }) => inserted))
})
