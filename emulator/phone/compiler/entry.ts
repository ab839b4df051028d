import { describeProblem } from '../problems'
import type { AppGraph, CompileProblem, ComponentSource } from './types'

export interface EntryParts {
  graph: AppGraph
  appScript: string | undefined
  templates: string
  problems: CompileProblem[]
  runtime: string
}

/** What the runtime needs to know of one component, as JSON. */
function describeComponent({ path, isPage, config, using, scope }: ComponentSource): object {
  return {
    path,
    isPage,
    scope,
    config: { ...config, usingComponents: using, component: !isPage },
  }
}

function loader(path: string, script: string): string {
  return `[${JSON.stringify(path)}, () => import(${JSON.stringify(script)})]`
}

/**
 * The module the bundler starts from: it hands the app's description and its templates to the
 * runtime, then has the scripts run in order (app first, then components, each under its path).
 */
export function writeEntry({ graph, appScript, templates, problems, runtime }: EntryParts): string {
  const { app, theme, pages, components } = graph
  const description = { app, theme, pages, components: components.map(describeComponent), problems }
  const scripts = components.flatMap(({ path, script }) =>
    script === undefined ? [] : [loader(path, script)],
  )
  if (appScript !== undefined) scripts.unshift(loader('app', appScript))
  return `import { start } from ${JSON.stringify(runtime)}
start({
  description: ${JSON.stringify(description)},
  templates: () => ${templates},
  scripts: [
    ${scripts.join(',\n    ')}
  ],
})
`
}

/** First statement of a component's script: tells the runtime whose definition follows. */
export function scriptPrefix(path: string): string {
  return `globalThis.__phone.definitions.enter(${JSON.stringify(path)});`
}

/** What stands in for the app while its scripts can't be bundled: the errors, and a new try. */
export function writeFailurePage(errors: CompileProblem[]): string {
  const lines = errors.map(describeProblem).join('\n')
  return `document.body.style.cssText = 'padding:16px;white-space:pre-wrap;overflow:auto'
document.body.textContent = ${JSON.stringify(lines)}
new EventSource('_events').addEventListener('rebuilt', () => location.reload())
`
}
