import type { CompileProblem } from '../../compiler/types'

/** Where in the sources a stack trace points; the phone's server knows the source map. */
async function findSource(stack: string): Promise<string | null> {
  try {
    const answer = await fetch(`_where?stack=${encodeURIComponent(stack)}`)
    return answer.ok ? ((await answer.json()) as { place: string | null }).place : null
  } catch {
    return null
  }
}

type Witness = (error: Error) => void

const witnesses = new Set<Witness>()

/** Calls a listener with every script error, beside showing it. */
export function onReportedError(witness: Witness): void {
  witnesses.add(witness)
}

function toError(reason: unknown): Error {
  return reason instanceof Error ? reason : new Error(String(reason))
}

function overlay(): HTMLElement {
  const known = document.querySelector<HTMLElement>('.phone-problems')
  if (known !== null) return known
  const element = document.createElement('aside')
  element.className = 'phone-problems phone-shell'
  element.setAttribute('role', 'alert')
  const close = document.createElement('button')
  close.textContent = '关闭'
  close.addEventListener('click', () => element.remove())
  element.append(close)
  document.body.append(element)
  return element
}

function addLine(place: string, message: string): HTMLElement {
  const line = document.createElement('p')
  const where = document.createElement('code')
  where.textContent = place
  line.append(where, ` ${message}`)
  overlay().append(line)
  return where
}

/** Shows a script error with its place in the sources, as DevTools would. */
export function reportError(reason: unknown): void {
  const error = toError(reason)
  console.error(error)
  for (const witness of witnesses) witness(error)
  const where = addLine('', error.message)
  void findSource(error.stack ?? '').then((place) => {
    where.textContent = place ?? ''
  })
}

export function describeProblem({ file, line, column, message }: CompileProblem): string {
  const position = line === undefined ? '' : `:${line}${column === undefined ? '' : `:${column}`}`
  return `${file}${position} ${message}`
}

/** Prints what the compiler found; errors also cover the page. */
export function reportProblems(problems: CompileProblem[]): void {
  for (const problem of problems) {
    const text = describeProblem(problem)
    if (problem.level === 'warning') console.warn(text)
    else console.error(text)
    if (problem.level === 'error') addLine(text.split(' ')[0] ?? '', problem.message)
  }
}

/** Reports what nobody caught; rejected promises also go to `onRejection`. */
export function watchErrors(onRejection: (reason: unknown) => void): void {
  addEventListener('error', (event) => {
    if (event.error !== undefined && event.error !== null) reportError(event.error)
  })
  addEventListener('unhandledrejection', ({ reason }) => {
    reportUnhandled(reason)
    onRejection(reason)
  })
}

/** A failed wx call nobody waited for is a line in the console, as in WeChat, not an overlay. */
function reportUnhandled(reason: unknown): void {
  if (reason instanceof Error && !('errMsg' in reason)) reportError(reason)
  else console.error('Unhandled promise rejection', reason)
}
