import { codeFrom } from '../../../miniprogram/format/poster'

test.each([
  ['LB07', 'LB07'],
  [' LB07 ', 'LB07'],
  ['packages/join/join?scene=LB07', 'LB07'],
  ['packages/join/join?scene%3DLB07', 'LB07'],
  ['packages/join/join?a=1&grid=LB-07', 'LB-07'],
  ['100%', '100%'],
])('a poster that says %s carries %s', (scanned, code) => {
  expect(codeFrom(scanned)).toBe(code)
})
