import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { type Cloud, type Route, readConfig, startCloud } from '../../emulator'
import { type Desk, buildDesk, createDesk } from '../../emulator/desk'
import { type Phone, createPhone } from '../../emulator/phone'
import { buildFunctions, watchFunctions } from '../build/functions'
import { buildNpmComponents } from '../build/npm-components'
import { localFiles } from '../local/open'
import { loadIfEmpty, sentenceOf } from '../local/prepare'
import { runningUrl } from '../local/running'
import { paths } from '../paths'
import { showDeliveries } from './deliveries'
import type { StartOptions } from './options'

/** Everything that runs behind one address. */
export interface App {
  url: string
  close(): Promise<void>
}

const deskPage = join(paths.root, 'dist/desk')
const firstPhones = ['resident_luobu_07_1', 'leader_luobu_07']

/** Builds, starts the cloud with the place in it, and serves phones and desk. */
export async function startApp(options: StartOptions, say: (line: string) => void): Promise<App> {
  const files = localFiles()
  await refuseSecond(files.data)
  if (options.fresh) rmSync(files.data, { recursive: true, force: true })
  const [phone] = await Promise.all([
    createPhone(phoneOptions),
    buildDesk(deskPage),
    buildFunctions(),
    buildNpmComponents(),
  ])
  const shown: { desk?: Desk } = {}
  const cloud = await startCloud(readConfig(paths.root), {
    port: options.port,
    host: options.host,
    timers: true,
    routes: routesOf(phone, shown),
  })
  const loaded = await loadIfEmpty(cloud, files.people)
  if (loaded) say(sentenceOf(loaded))
  const desk = openDesk(cloud, files)
  shown.desk = desk
  const stopShowing = showDeliveries(cloud, desk)
  const stopWatching = await watchFunctions(() => say('Functions rebuilt.'))
  return {
    url: `${cloud.url}/`,
    close: async () => {
      stopShowing()
      stopWatching()
      desk.close()
      await phone.close()
      await cloud.close()
    },
  }
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

/** The desk answers what no phone does; it opens once the place is loaded. */
function routesOf(phone: Phone, shown: { desk?: Desk }): Route[] {
  const phones = phone.routes.map(({ prefix, handle }): Route => ({
    prefix,
    handle: ({ request, response }) => handle(request, response),
  }))
  return [
    ...phones,
    {
      prefix: '/',
      async handle({ request, response }) {
        if (await shown.desk?.handle(request, response)) return
        response.writeHead(404, { 'content-type': 'text/plain; charset=utf-8' }).end('Not found')
      },
    },
  ]
}

function openDesk(cloud: Cloud, files: { data: string; people: string }): Desk {
  return createDesk({
    title: '近邻e家',
    people: files.people,
    first: firstPhones,
    data: files.data,
    page: deskPage,
    timekeeper: {
      now: () => cloud.clock.now(),
      set: (at) => cloud.clock.set(at),
      runTimers: async () => {
        for (const name of timerNames()) await cloud.runTimer(name)
      },
    },
  })
}

interface Deployment {
  functions: { triggers?: { name: string }[] }[]
}

function timerNames(): string[] {
  const { functions } = JSON.parse(readFileSync(paths.deployment, 'utf8')) as Deployment
  return functions.flatMap(({ triggers = [] }) => triggers.map(({ name }) => name))
}
