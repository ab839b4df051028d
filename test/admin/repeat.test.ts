import { repeatOf, repeatWords, ruleOf } from '../../admin/pages/homes/offer/repeat'

describe('how a session comes back', () => {
  it.each([
    ['FREQ=DAILY', '每天'],
    ['FREQ=WEEKLY;BYDAY=TU,TH', '每周二、四'],
    ['FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR,SA,SU', '每天'],
    ['FREQ=WEEKLY;INTERVAL=2;BYDAY=SA', '隔一周的周六'],
    ['FREQ=MONTHLY;BYDAY=2SA,4SA', '每月第二个、第四个周六'],
    ['FREQ=MONTHLY;BYDAY=-1FR', '每月最后一个周五'],
    ['FREQ=MONTHLY;BYMONTHDAY=10', '每月 10 号'],
  ])('%s is said and written again', (rule, words) => {
    expect(repeatWords(rule)).toBe(words)
    expect(ruleOf(repeatOf(rule))).toBe(rule)
  })

  it.each([
    'FREQ=YEARLY;BYMONTH=10;BYMONTHDAY=1',
    'FREQ=WEEKLY;INTERVAL=3;BYDAY=MO',
    // The fields would make four days of these two.
    'FREQ=MONTHLY;BYDAY=1MO,3TU',
    'FREQ=MONTHLY;BYDAY=MO',
  ])('%s was written elsewhere and is left as it is', (rule) => {
    expect(repeatOf(rule)).toMatchObject({ every: 'other', rule })
    expect(ruleOf(repeatOf(rule))).toBe(rule)
  })

  it('days are kept in the order of the week', () => {
    const chosen = { ...repeatOf('FREQ=WEEKLY;BYDAY=MO'), weekdays: ['SU', 'MO'] as never }
    expect(ruleOf(chosen)).toBe('FREQ=WEEKLY;BYDAY=MO,SU')
  })
})
