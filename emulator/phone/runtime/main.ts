import { installApi } from './api'
import { registerBuiltins } from './builtins'
import { installClock } from './clock'
import { setDescription, type AppDescription } from './description'
import { raiseError, raiseRejection, raiseShow } from './framework/app-events'
import {
  callApp,
  definitionGlobals,
  definitions,
  defineNativeBehaviors,
} from './framework/definitions'
import { installGestures } from './framework/gestures'
import { createFramework, type Templates } from './framework/space'
import { wxs, wxsGlobals } from './framework/wxs'
import { host } from './host'
import { launch } from './launch'
import { enterOptions, listenToHost } from './lifecycle'
import { createStack, pageStack } from './pages/stack'
import { recall, reloadOnRebuild } from './reopen'
import { applyTheme } from './settings'
import { connectNavigationBar } from './shell/navigation-actions'
import { onReportedError, reportError, reportProblems, watchErrors } from './shell/problem-overlay'
import { stats } from './stats'

/** What the compiler's entry module hands over. */
export interface MiniProgram {
  description: AppDescription
  templates: () => Templates
  scripts: [path: string, load: () => Promise<unknown>][]
}

const receive = host.receive.bind(host)

Object.assign(globalThis, { __phone: { definitions, wxs, stats, launch, receive }, ...wxsGlobals })

async function runScripts(scripts: MiniProgram['scripts']): Promise<void> {
  for (const [path, load] of scripts) {
    try {
      await load()
    } catch (error) {
      console.error(`${path} could not be run`)
      reportError(error)
    }
  }
}

/** Starts the mini program: framework, scripts, App, first page. */
export async function start(program: MiniProgram): Promise<void> {
  installClock()
  watchErrors(raiseRejection)
  onReportedError(raiseError)
  setDescription(program.description)
  applyTheme()
  const { style } = document.documentElement
  style.setProperty('--phone-status-bar', `${launch.statusBarHeight}px`)
  const framework = createFramework(program.description, program.templates())
  registerBuiltins(framework.codeSpace)
  defineNativeBehaviors(framework.codeSpace)
  installGestures()
  const stack = createStack(framework)
  document.body.append(stack.element, stack.tabBar.element)
  connectNavigationBar()
  Object.assign(globalThis, definitionGlobals, {
    getCurrentPages: () => pageStack().all.map(({ instance }) => instance),
  })
  installApi()
  await runScripts(program.scripts)
  callApp('onLaunch', enterOptions())
  raiseShow(enterOptions())
  stack.launch(recall() ?? launch)
  listenToHost()
  reloadOnRebuild()
  reportProblems(program.description.problems)
  stats.readyAfter = Math.round(performance.now())
  document.documentElement.dataset.phone = 'ready'
  host.send({ type: 'ready' })
}
