import type { CallOutcome } from '../emulator'
import { type CallOptions, readCallOptions, usage } from './local/call-options'
import { type Answered, callConsoleAs } from './local/console-call'
import { localFiles } from './local/files'
import { openLocal } from './local/open'
import { findPeople, readPeople } from './local/people'

// Standard output is for the answer alone: whatever else a library or a function says goes beside it.
console.log = console.info = console.debug = console.error

const code = await run(readCallOptions(process.argv.slice(2), process.env)).catch(
  (error: Error) => {
    say(error.message)
    return 1
  },
)
// Libraries keep connections open for some seconds: nobody waits for those.
process.stdout.write('', () => process.exit(code))

async function run(asked: CallOptions): Promise<number> {
  switch (asked.kind) {
    case 'wrong':
      say(`${asked.why}\n\n${usage}`)
      return 2
    case 'people':
      answer(
        findPeople(readPeople(localFiles().people).people, asked.words).map(
          ({ openid, label, role, unit, groups }) => ({ openid, label, role, unit, groups }),
        ),
      )
      return 0
    case 'call':
      return call(asked)
  }
}

async function call(asked: CallOptions & { kind: 'call' }): Promise<number> {
  const { functionName, operation, input, openid, group, key } = asked
  const cloud = await openLocal(say)
  try {
    const data = { operation, input, ...(key ? { key } : {}) }
    const outcome =
      functionName === 'console'
        ? await callConsoleAs(cloud, openid, data)
        : await cloud.call(functionName, data, { openid, ...(group ? { group } : {}) })
    if (asked.explain) say(explainOf(outcome))
    return answerOf(outcome)
  } finally {
    await cloud.close()
  }
}

function explainOf(outcome: Answered | CallOutcome): string {
  return 'explain' in outcome ? JSON.stringify(outcome.explain, null, 2) : 'HTTP tells no costs.'
}

/** What the function answered, refusals included; 1 when the function itself failed. */
function answerOf(outcome: Answered | CallOutcome): number {
  if ('error' in outcome) {
    answer({ ok: false, error: outcome.error })
    return 1
  }
  answer(outcome.result)
  return 0
}

function answer(value: unknown): void {
  process.stdout.write(`${JSON.stringify(value, null, 2)}\n`)
}

function say(sentence: string): void {
  process.stderr.write(`${sentence}\n`)
}
