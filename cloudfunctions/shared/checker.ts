import { longestText } from '../../core/safety/service'
import type { CheckTask } from '../../core/safety/service'
import type { Answer, Verdict } from '../../core/safety/types'

/** Asks WeChat about words and pictures; an answer to each task, in their order. Never fails. */
export interface Checker {
  check: (tasks: readonly CheckTask[]) => Promise<Answer[]>
}

/**
 * How words stand that somebody is about to put before others, asked at once: `passed` may be
 * shown, `risky` is advised against, `review` is for staff to look at first; `unchecked` means
 * that the service is down: show it to nobody but its author and ask again later.
 *
 * Words that go into a request or a booking need none of this: their check follows by itself.
 */
export async function checkText(
  checker: Checker,
  task: CheckTask & { text: string },
): Promise<Exclude<Verdict, 'hidden'>> {
  const parts = partsOf(task.text).map((text) => ({ ...task, text }))
  const verdicts = (await checker.check(parts)).map(verdictOf)
  return worstFirst.find((verdict) => verdicts.includes(verdict)) ?? 'passed'
}

const worstFirst = ['risky', 'review', 'unchecked', 'passed'] as const

function partsOf(text: string): string[] {
  const characters = [...text]
  const count = Math.ceil(characters.length / longestText)
  const part = (_: unknown, index: number) =>
    characters.slice(index * longestText, (index + 1) * longestText).join('')
  return Array.from({ length: count }, part)
}

function verdictOf(answer: Answer): (typeof worstFirst)[number] {
  switch (answer.is) {
    case 'said':
      return answer.suggest === 'pass' ? 'passed' : answer.suggest
    case 'not_visited':
      return 'review'
    case 'started':
    case 'failed':
      return 'unchecked'
  }
}
