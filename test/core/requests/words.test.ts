import { readFileSync } from 'node:fs'
import path from 'node:path'
import { suggest } from '../../../core/requests/classify'
import { detectEmergency, emergencyLines } from '../../../core/requests/emergency'

/** Rows of a CSV without quoted fields, by the names of its first line. */
function rows(name: string): Record<string, string>[] {
  const text = readFileSync(path.join(__dirname, '../../data', name), 'utf8')
  const [head = '', ...lines] = text.trim().split('\n')
  const names = head.split(',')
  return lines.map((line) => {
    const cells = line.split(',')
    return Object.fromEntries(names.map((one, index) => [one, cells[index] ?? '']))
  })
}

const samples = rows('request-samples.csv')
const phrases = rows('emergency-phrases.csv')

function figures(list: { text: string; isEmergency: boolean }[]) {
  const found = list.filter(({ text }) => detectEmergency(text) !== null)
  const right = found.filter(({ isEmergency }) => isEmergency).length
  const all = list.filter(({ isEmergency }) => isEmergency).length
  return { precision: right / found.length, recall: right / all, of: list.length }
}

describe('emergencies in words', () => {
  test('found in the first-day samples, all of them and nothing else', () => {
    const list = samples.map((row) => ({
      text: row.text!,
      isEmergency: row.urgency === 'emergency',
    }))
    const measured = figures(list)
    console.info('emergency, samples:', JSON.stringify(measured))
    expect(measured).toMatchObject({ precision: 1, recall: 1, of: 90 })
  })

  test('found in what people cry, not in what they fear, ask or remember', () => {
    const list = phrases.map((row) => ({ text: row.text!, isEmergency: row.isEmergency === 'yes' }))
    const measured = figures(list)
    console.info('emergency, phrases:', JSON.stringify(measured))
    expect(measured.precision).toBeGreaterThanOrEqual(0.98)
    expect(measured.recall).toBeGreaterThanOrEqual(0.95)
  })

  test('name the line to dial first', () => {
    const first = (text: string) => emergencyLines(detectEmergency(text))[0]?.number
    expect(first('楼道电动车着火了')).toBe('119')
    expect(first('奶奶晕倒了叫不醒')).toBe('120')
    expect(first('有人持刀追人')).toBe('110')
    expect(emergencyLines(null).map(({ number }) => number)).toEqual(['110', '120', '119'])
  })
})

describe('the suggestion from the words', () => {
  test('is right often enough to start from', () => {
    const suggested = samples.map((row) => ({ row, guess: suggest(row.text!) }))
    const share = (field: 'type' | 'topic' | 'urgency') =>
      suggested.filter(({ row, guess }) => row[field] === guess[field]).length / samples.length
    const measured = { type: share('type'), topic: share('topic'), urgency: share('urgency') }
    console.info('suggestion, samples:', JSON.stringify(measured))
    expect(measured.type).toBeGreaterThanOrEqual(0.9)
    expect(measured.topic).toBeGreaterThanOrEqual(0.95)
    expect(measured.urgency).toBeGreaterThanOrEqual(0.97)
  })

  test('what is broken counts before the people it troubles', () => {
    const text = '3 号楼二楼楼道的灯不亮了，晚上老人下楼看不见'
    expect(suggest(text)).toMatchObject({ type: 'help', topic: 'municipal' })
  })

  test('answers something for any text', () => {
    expect(suggest('')).toEqual({ type: 'complaint', topic: 'other', urgency: 'normal' })
    expect(suggest('🙂')).toEqual({ type: 'complaint', topic: 'other', urgency: 'normal' })
  })
})
