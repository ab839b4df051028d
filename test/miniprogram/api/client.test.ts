import { join } from 'node:path'

type Outcome = { ok: true; data: unknown } | { ok: false; failure: { code: string } }
type CallResident = (
  operation: string,
  input: object,
  options?: { key?: string; busy?: string; isQuiet?: boolean },
) => Promise<Outcome>

interface Sent {
  name: string
  data: { operation: string; key?: string }
}

/** A phone whose network does what `answers` say, one after another. */
function phone(answers: (() => Promise<unknown>)[]) {
  const sent: Sent[] = []
  const shown: string[] = []
  Object.assign(globalThis, {
    wx: {
      cloud: {
        callFunction: (call: Sent) => {
          sent.push(call)
          return answers[Math.min(sent.length, answers.length) - 1]!()
        },
      },
      getNetworkType: () => undefined,
      onNetworkStatusChange: () => undefined,
      showLoading: ({ title }: { title: string }) => shown.push(title),
      hideLoading: () => shown.push('hidden'),
      showNavigationBarLoading: () => undefined,
      hideNavigationBarLoading: () => undefined,
    },
  })
  jest.resetModules()
  const client = jest.requireActual<{ callResident: CallResident }>(
    join(process.cwd(), 'miniprogram/api/client'),
  )
  return { call: client.callResident, sent, shown }
}

const answered = (data: unknown) => () => Promise.resolve({ result: { ok: true, data } })
const refused = (code: string) => () =>
  Promise.resolve({ result: { ok: false, error: { code, message: '一句话' } } })
const lost = () => Promise.reject(new Error('network'))

async function settled<T>(work: Promise<T>): Promise<T> {
  await jest.advanceTimersByTimeAsync(10_000)
  return work
}

beforeEach(() => jest.useFakeTimers())
afterEach(() => jest.useRealTimers())

test('a lost call is sent again with the same key', async () => {
  const { call, sent } = phone([lost, answered({ id: 'r1' })])
  const result = await settled(call('requests.submit', { text: '灯' }, { key: 'key-12345' }))
  expect(result).toEqual({ ok: true, data: { id: 'r1' } })
  expect(sent.map(({ data }) => data.key)).toEqual(['key-12345', 'key-12345'])
})

test('a refusal is an answer: it is not sent again', async () => {
  const { call, sent } = phone([refused('WRONG_STATE')])
  const result = await settled(call('requests.urge', { id: 'r1' }))
  expect(result).toMatchObject({ ok: false, failure: { code: 'WRONG_STATE' } })
  expect(sent).toHaveLength(1)
})

test('after three lost calls the person is told, and the busy words go away', async () => {
  const { call, sent, shown } = phone([lost])
  const result = await settled(call('requests.submit', { text: '灯' }, { busy: '正在发送' }))
  expect(result).toMatchObject({ ok: false, failure: { code: 'NO_ANSWER' } })
  expect(sent).toHaveLength(3)
  expect(shown).toEqual(['正在发送', 'hidden'])
})

test('a double tap sends once and both taps get the answer', async () => {
  const { call, sent } = phone([answered({ id: 'r1' })])
  const taps = [call('requests.submit', { text: '灯' }), call('requests.submit', { text: '灯' })]
  const results = await settled(Promise.all(taps))
  expect(sent).toHaveLength(1)
  expect(results[0]).toEqual(results[1])
})
