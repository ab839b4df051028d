import type { CompileProblem } from './compiler/types'

/** One line per problem, as compilers write them. */
export function describeProblem({ file, line, column, message }: CompileProblem): string {
  const position = line === undefined ? '' : `:${line}${column === undefined ? '' : `:${column}`}`
  return `${file}${position} ${message}`
}

export function printProblems(problems: CompileProblem[]): void {
  for (const problem of problems) {
    const text = `[phone] ${problem.level}: ${describeProblem(problem)}`
    if (problem.level === 'error') console.error(text)
    else console.warn(text)
  }
}

/** What kept a build from happening at all, e.g. a broken app.json in the middle of an edit. */
export function printFailure(error: unknown): void {
  console.error(`[phone] ${error instanceof Error ? error.message : String(error)}`)
}
