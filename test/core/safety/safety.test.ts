import fc from 'fast-check'
import { checkText } from '../../../cloudfunctions/shared/checker'
import {
  duePieces,
  newPiece,
  noSafety,
  withAnswers,
  withDecision,
  withPieces,
} from '../../../core/safety/checks'
import { answerOf, mediaResultOf } from '../../../core/safety/service'
import { mayRead, stateFor } from '../../../core/safety/sight'
import type { Viewing } from '../../../core/safety/sight'
import type { Answer, Safety, Verdict } from '../../../core/safety/types'
import { viewRequest } from '../../../core/requests/view'
import { day, done, monday, newRequest, someone } from '../place'

const verdicts: Verdict[] = ['unchecked', 'passed', 'review', 'risky', 'hidden']
const viewings: Viewing[] = ['author', 'worker', 'party', 'neighbour']

describe('who reads what', () => {
  const table = (kind: 'words' | 'photo') =>
    viewings.map((viewing) => verdicts.map((verdict) => (mayRead(kind, verdict, viewing) ? 1 : 0)))

  test('words: neighbours what has passed, the resident all but what staff hid', () => {
    expect(table('words')).toEqual([
      [1, 1, 1, 1, 1],
      [1, 1, 1, 1, 1],
      [1, 1, 1, 1, 0],
      [0, 1, 0, 0, 0],
    ])
  })

  test('pictures: who handles it at once, everybody else what has passed', () => {
    expect(table('photo')).toEqual([
      [1, 1, 1, 1, 1],
      [1, 1, 1, 1, 1],
      [0, 1, 0, 0, 0],
      [0, 1, 0, 0, 0],
    ])
  })

  test('that something is doubtful is told to those who handle it and nobody else', () => {
    for (const viewing of viewings)
      for (const kind of ['words', 'photo'] as const) {
        const told = verdicts.map((verdict) => stateFor(kind, verdict, viewing))
        if (viewing === 'worker') expect(told).toEqual(verdicts)
        else expect(told).not.toContain('risky')
      }
  })
})

describe('what WeChat says', () => {
  test.each<[object, Answer]>([
    [
      { code: 0, suggest: 'pass' },
      { is: 'said', suggest: 'pass' },
    ],
    [
      { code: 0, suggest: 'risky' },
      { is: 'said', suggest: 'risky' },
    ],
    [
      { code: 0, suggest: 'something new' },
      { is: 'said', suggest: 'review' },
    ],
    [
      { code: 0, traceId: 't' },
      { is: 'started', traceId: 't' },
    ],
    [{ code: 0 }, { is: 'failed' }],
    [{ code: 61010 }, { is: 'not_visited' }],
    [{ code: -1 }, { is: 'failed' }],
    [{ code: 45009 }, { is: 'failed' }],
  ])('%j → %j', (reply, answer) => {
    expect(answerOf(reply as Parameters<typeof answerOf>[0])).toEqual(answer)
  })

  test('an event without a sound id names no check', () => {
    for (const trace_id of [undefined, 7, '', 'a b', { $ne: null }, 'x'.repeat(200)])
      expect(mediaResultOf({ trace_id, errcode: 0, result: { suggest: 'pass' } })).toBeNull()
    expect(mediaResultOf({ trace_id: 'a-1', errcode: 0, result: { suggest: 'risky' } })).toEqual({
      traceId: 'a-1',
      answer: { is: 'said', suggest: 'risky' },
    })
  })
})

const subject = { id: 'request1', units: ['district', 'luobu'], now: monday }

function safetyWith(...kinds: ('words' | 'photo')[]): Safety {
  const pieces = kinds.map((kind, index) =>
    newPiece({ id: String(index + 1), kind, isAskable: true }, monday),
  )
  return withPieces(noSafety, pieces)
}

const answers = fc.constantFrom<Answer>(
  { is: 'said', suggest: 'pass' },
  { is: 'said', suggest: 'review' },
  { is: 'said', suggest: 'risky' },
  { is: 'started', traceId: 'trace' },
  { is: 'not_visited' },
  { is: 'failed' },
)

test('whatever is answered, in whatever order: a decided piece stays, a pending one is looked at again, and everything comes to an end', () => {
  fc.assert(
    fc.property(fc.array(answers, { minLength: 6, maxLength: 12 }), (said) => {
      let safety = safetyWith('words', 'photo')
      let now = monday
      for (const answer of said) {
        now += day
        const before = safety
        const due = duePieces(safety, now)
        const asked = due.map(({ id }) => ({ id, answer, isVouched: false }))
        safety = withAnswers(safety, asked, { ...subject, now })
        for (const [index, piece] of before.pieces.entries())
          if (piece.verdict !== 'unchecked') expect(safety.pieces[index]).toEqual(piece)
        const isPending = safety.pieces.some(({ verdict }) => verdict === 'unchecked')
        expect(safety.checkAt !== null).toBe(isPending)
        const isQueued = safety.pieces.some(
          ({ verdict }) => verdict === 'review' || verdict === 'risky',
        )
        expect(safety.reviewKey !== null).toBe(isQueued)
        expect(safety.reviewUnits).toEqual(isQueued ? subject.units : [])
      }
      expect(safety.checkAt).toBeNull()
    }),
  )
})

test('the queue keeps its order and its people until the last piece is decided', () => {
  const risky = { answer: { is: 'said', suggest: 'risky' }, isVouched: false } as const
  const first = withAnswers(safetyWith('words', 'words'), [{ id: '1', ...risky }], subject)
  const later = { ...subject, units: ['district', 'street'], now: monday + day }
  const both = withAnswers(first, [{ id: '2', ...risky }], later)
  expect(both).toMatchObject({ reviewKey: first.reviewKey, reviewUnits: subject.units })
  const decided = { at: later.now, userId: 'worker1', label: '社区工作者', reason: '' }
  const one = withDecision(both, { id: '1', pass: true, decided }, later)
  expect(one).toMatchObject({ reviewKey: first.reviewKey })
  const none = one && withDecision(one, { id: '2', pass: false, decided }, later)
  expect(none).toMatchObject({ reviewKey: null, reviewUnits: [], pieces: [{}, { decided }] })
  expect(none && withDecision(none, { id: '2', pass: true, decided }, later)).toBeNull()
})

describe('what a step puts before others', () => {
  const piecesOf = (request: ReturnType<typeof newRequest>) =>
    request.safety.pieces.map(({ id, kind }) => `${id} ${kind}`)

  test('words, place and each photo; what the system or an outside channel writes is not asked about', () => {
    const request = newRequest({ photos: ['cloud://a/b', 'cloud://a/c'] })
    expect(piecesOf(request)).toEqual(['1 words', '1-0 photo', '1-1 photo'])
    const accepted = done(request, 'leader7', { name: 'accept' }).next
    expect(piecesOf(accepted)).toEqual(piecesOf(request))
    const replied = done(accepted, 'leader7', { name: 'reply', text: '好' }).next
    expect(piecesOf(replied).at(-1)).toBe('3 words')
    const escalated = done(accepted, 'leader7', { name: 'escalate', reason: '要协调' }).next
    expect(piecesOf(escalated).at(-1)).toBe('3 words')
  })

  test('neighbours read nothing of it before, nor what else quotes it', () => {
    const replied = done(newRequest({ place: { name: '三栋' } }), 'leader7', {
      name: 'reply',
      text: '今晚换灯',
    }).next
    const rated = {
      ...replied,
      followers: ['resident2'],
      rating: { solved: true, text: '不错' },
      extension: { days: 1, reason: '等货', askedBy: 'x', askedAt: 0, status: 'asked' as const },
    }
    const shown = JSON.stringify(viewRequest(rated, someone('resident2'), monday))
    for (const words of ['楼道', '三栋', '今晚换灯', '不错', '等货'])
      expect(shown).not.toContain(words)
  })
})

describe('words that are asked about at once', () => {
  const said = (...replies: Answer[]) => ({ check: () => Promise.resolve(replies) })
  const task = { openid: 'oA', scene: 2, text: '通知' } as const

  test.each<[string, Answer[], string]>([
    ['passed', [{ is: 'said', suggest: 'pass' }], 'passed'],
    [
      'the worst of its parts',
      [
        { is: 'said', suggest: 'pass' },
        { is: 'said', suggest: 'risky' },
      ],
      'risky',
    ],
    ['not visited', [{ is: 'not_visited' }], 'review'],
    ['no answer', [{ is: 'failed' }], 'unchecked'],
  ])('%s', async (_name, replies, verdict) => {
    expect(await checkText(said(...replies), task)).toBe(verdict)
  })

  test('long words are asked about in parts WeChat takes', async () => {
    const lengths: number[] = []
    const check = (tasks: readonly { text?: string }[]) => {
      lengths.push(...tasks.map(({ text = '' }) => [...text].length))
      return Promise.resolve(tasks.map(() => ({ is: 'said', suggest: 'pass' }) as const))
    }
    expect(await checkText({ check }, { ...task, text: '长'.repeat(6000) })).toBe('passed')
    expect(lengths).toEqual([2500, 2500, 1000])
  })
})
