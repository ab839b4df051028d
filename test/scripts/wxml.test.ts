import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { checkWxml } from '../../scripts/check/wxml'

function miniprogram(files: Record<string, string>): string {
  const root = mkdtempSync(join(tmpdir(), 'wxml-'))
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(root, name)), { recursive: true })
    writeFileSync(join(root, name), content)
  }
  return root
}

const page = '<wxs src="./words.wxs" module="words"/><view class="one">{{words.hello(name)}}</view>'
const sound = {
  'pages/one/one.wxml': page,
  'pages/one/words.wxs': 'module.exports = { hello: function (name) { return name } }',
  'pages/one/one.wxss': '.one { color: red }',
  'miniprogram_npm/other/other.wxml': '<view>',
}

describe('the official compilers', () => {
  test('pass sound pages and leave packages alone', async () => {
    expect(await checkWxml(miniprogram(sound))).toEqual({ ok: true, output: '' })
  })

  test.each([
    ['a tag left open', { 'pages/one/one.wxml': '<view><text></view>' }, /one\.wxml:1.*end-tag/],
    ['an expression cut short', { 'pages/one/one.wxml': '<view>{{a +}}</view>' }, /one\.wxml:1/],
    ['a rule left open', { 'pages/one/one.wxss': '.one { color: red; .two' }, /one\.wxss/],
    ['a sheet that is not there', { 'pages/one/one.wxss': '@import "./no.wxss";' }, /no\.wxss/],
  ])('name the file of %s', async (_name, broken, message) => {
    const { ok, output } = await checkWxml(miniprogram({ ...sound, ...broken }))
    expect(ok).toBe(false)
    expect(output).toMatch(message)
  })
})
