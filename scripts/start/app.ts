import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { readConfig, startCloud, staticRoutes } from '../../emulator'
import { buildDesk, createDesk } from '../../emulator/desk'
import { createPhone } from '../../emulator/phone'
import { buildAdmin } from '../build/admin'
import { buildFunctions, watchFunctions } from '../build/functions'
import { buildNpmComponents } from '../build/npm-components'
import { localFiles } from '../local/files'
import { loadIfEmpty, sentenceOf } from '../local/prepare'
import { runningUrl } from '../local/running'
import { paths } from '../paths'
import type { StartOptions } from './options'

/** Everything that runs behind one address. */
export interface App {
  url: string
  /** The data folder. */
  data: string
  close(): Promise<void>
}

const deskOptions = {
  title: '近邻e家',
  first: ['resident_luobu_07_1', 'leader_luobu_07'],
  page: join(paths.root, 'dist/desk'),
  documents: [
    { label: '给居民的说明', file: join(paths.root, 'docs/zh/resident.md') },
    { label: '给微网格长的说明', file: join(paths.root, 'docs/zh/leader.md') },
    { label: '给社区工作人员的说明', file: join(paths.root, 'docs/zh/staff.md') },
  ],
  links: [{ label: '管理页', href: '/admin/' }],
}

/** What a host adds to the page's own policy: nobody frames it, nothing is guessed or kept. */
const adminSite = {
  prefix: '/admin/',
  folder: paths.builtAdmin,
  headers: {
    'content-security-policy': "frame-ancestors 'none'",
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'referrer-policy': 'same-origin',
    'cross-origin-opener-policy': 'same-origin',
  },
}

/** Builds, starts the cloud with the place in it, and serves phones and desk. */
export async function startApp(options: StartOptions, say: (line: string) => void): Promise<App> {
  const files = localFiles()
  await refuseSecond(files.data)
  if (options.fresh) rmSync(files.data, { recursive: true, force: true })
  const [phone] = await Promise.all([
    createPhone(phoneOptions),
    buildDesk(deskOptions.page),
    buildFunctions(),
    buildNpmComponents(),
    buildAdmin(),
  ])
  const desk = createDesk({ ...deskOptions, ...files })
  const cloud = await startCloud(readConfig(paths.root), {
    port: options.port,
    host: options.host,
    data: files.data,
    timers: true,
    routes: [...staticRoutes(adminSite), ...phone.routes, ...desk.routes],
  })
  const loaded = await loadIfEmpty(cloud, files.people)
  if (loaded) say(sentenceOf(loaded))
  desk.connect({ ...cloud, timers: timerNames })
  const stopWatching = await watchFunctions(() => say('Functions rebuilt.'))
  const close = async (): Promise<void> => {
    stopWatching()
    await desk.close()
    await phone.close()
    await cloud.close()
  }
  return { url: `${cloud.url}/`, data: files.data, close }
}

const phoneOptions = {
  miniprogramRoot: paths.miniprogram,
  nodeModules: paths.nodeModules,
  outDir: join(paths.root, 'dist/phone'),
  watch: true,
}

async function refuseSecond(data: string): Promise<void> {
  const url = await runningUrl(data)
  if (url) throw new Error(`It is running already: ${url}/`)
}

interface Deployment {
  functions: { triggers?: { name: string }[] }[]
}

function timerNames(): string[] {
  const { functions } = JSON.parse(readFileSync(paths.deployment, 'utf8')) as Deployment
  return functions.flatMap(({ triggers = [] }) => triggers.map(({ name }) => name))
}
