import type { JobView } from '../../typings/console'
import type { ImportChange, ImportMode, ImportProblem } from '../../typings/console/grids'
import type { World } from '../scenarios/world'

export const dispatcher = 'dispatcher_1'
export const worker = 'worker_luobu_1'
export const otherWorker = 'worker_luobu_2'
export const stranger = 'worker_jinsha_1'
export const luobu = '350405002004'

export const heading = [
  '编号',
  '名称',
  '级别',
  '上级编号',
  '小区楼栋',
  '负责人',
  '电话',
  '开始日期',
  '结束日期',
]

/** Sends a file as the page does, in pieces, and has it compared. */
export async function bring(
  world: World,
  openid: string,
  file: {
    rows: string[][]
    rootId?: string
    mode?: ImportMode
    heading?: string[]
    piece?: number
  },
): Promise<JobView> {
  const { rows, rootId = luobu, mode = 'update', piece = 400 } = file
  const { job } = await world.tell(openid, ['console', 'imports.start'], {
    rootId,
    mode,
    fileName: '罗布社区.csv',
    heading: file.heading ?? heading,
    rows: rows.length,
  })
  for (let start = 0; start < rows.length; start += piece)
    await world.tell(openid, ['console', 'imports.add'], {
      id: job.id,
      index: start / piece,
      from: start + 2,
      rows: rows.slice(start, start + piece),
    })
  await world.tell(openid, ['console', 'imports.check'], { id: job.id })
  return watch(world, openid, job.id)
}

/** Looks at a job, as the page does, until it rests. */
export async function watch(world: World, openid: string, id: string): Promise<JobView> {
  for (let looks = 0; looks < 100; looks++) {
    const job = await world.tell(openid, ['console', 'jobs.get'], { id })
    if (job.state !== 'running') return job
  }
  throw new Error('the job does not come to an end')
}

export async function apply(world: World, openid: string, id: string): Promise<JobView> {
  await world.tell(openid, ['console', 'imports.apply'], { id })
  return watch(world, openid, id)
}

export async function problemsOf(
  world: World,
  openid: string,
  id: string,
): Promise<ImportProblem[]> {
  const problems: ImportProblem[] = []
  for (let cursor: string | null | undefined; cursor !== null;) {
    const page = await world.tell(openid, ['console', 'imports.problems'], {
      id,
      ...(cursor && { cursor }),
    })
    problems.push(...page.items)
    cursor = page.next
  }
  return problems
}

export async function changesOf(world: World, openid: string, id: string): Promise<ImportChange[]> {
  const changes: ImportChange[] = []
  for (let cursor: string | null | undefined; cursor !== null;) {
    const page = await world.tell(openid, ['console', 'imports.changes'], {
      id,
      ...(cursor && { cursor }),
    })
    changes.push(...page.items)
    cursor = page.next
  }
  return changes
}

/** All lines of a unit's export. */
export async function exported(world: World, openid: string, id = luobu): Promise<string[][]> {
  const rows: string[][] = []
  for (let cursor: string | null | undefined; cursor !== null;) {
    const page = await world.tell(openid, ['console', 'units.export'], {
      id,
      ...(cursor && { cursor }),
    })
    rows.push(...page.rows)
    cursor = page.next
  }
  return rows
}
