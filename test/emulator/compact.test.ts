import { statSync } from 'node:fs'
import path from 'node:path'
import { StartError, compactData, startCloud } from '../../emulator'
import type { Project } from './support/project'
import { createProject } from './support/project'

let project: Project
beforeEach(() => {
  project = createProject()
})
afterEach(() => project.remove())

const dataFolder = () => path.join(project.root, 'data')
const fileSize = () => statSync(path.join(dataFolder(), 'database/data.mdb')).size
const open = () => startCloud(project.config, { log: () => undefined })

const thing = (index: number) => ({
  _id: `thing-${index}`,
  ...{ ownerId: `owner-${index % 7}`, rank: index, code: `code-${index}`, tags: ['x'] },
})

it('what was loaded and removed again leaves the file, and what stays is found as before', async () => {
  const first = await open()
  const things = Array.from({ length: 4_000 }, (_, index) => thing(index))
  await first.database.insertMany('things', things)
  await first.database.remove('things', { rank: { $gte: 100 } })
  await expect(compactData(dataFolder())).rejects.toThrow(StartError)
  await first.close()
  const before = fileSize()

  await compactData(dataFolder())
  expect(fileSize()).toBeLessThan(before / 2)
  const second = await open()
  try {
    expect(second.database.count('things')).toBe(100)
    expect(second.database.find('things', { code: 'code-42' })).toEqual([thing(42)])
    await second.database.insertMany('things', [thing(5_000)])
    expect(second.database.count('things')).toBe(101)
  } finally {
    await second.close()
  }
})
