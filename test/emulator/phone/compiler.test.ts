import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { ComponentGraph } from '../../../emulator/phone/compiler/component-graph'
import { Project } from '../../../emulator/phone/compiler/project'
import { toJavaScript } from '../../../emulator/phone/compiler/wxs'
import { TemplateCompiler } from '../../../emulator/phone/compiler/wxml'
import { StyleCompiler } from '../../../emulator/phone/compiler/wxss'
import { rewriteSelector } from '../../../emulator/phone/compiler/wxss-selectors'

let folder: string

beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'compiler-'))
})

afterEach(() => fs.rmSync(folder, { recursive: true, force: true }))

function write(files: Record<string, string | object>): Project {
  for (const [name, content] of Object.entries(files)) {
    const file = path.join(folder, name)
    fs.mkdirSync(path.dirname(file), { recursive: true })
    fs.writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content))
  }
  return new Project({
    miniprogramRoot: path.join(folder, 'app'),
    nodeModules: path.join(folder, 'node_modules'),
  })
}

const page = { 'app/pages/a/a.wxml': '<view/>', 'app/pages/a/a.ts': 'Page({})' }

describe('selectors', () => {
  const component = { scope: 'c', host: 'c' }

  test.each([
    ['.a .b', '.c--a .c--b'],
    ['.a:not(.b)>.d', '.c--a:not(.c--b)>.c--d'],
    ['[data-x=".no"] .a', '[data-x=".no"] .c--a'],
    [':host', ':where([wx-host="c"])'],
    [':host(.on) .a', ':where([wx-host="c"]).c--on .c--a'],
    ['view::after', 'wx-view::after'],
    ['view,text', 'wx-view,wx-text'],
    ['t-button .a', 't-button .c--a'],
    ['.a-view', '.c--a-view'],
  ])('%s in a component', (selector, expected) => {
    expect(rewriteSelector(selector, component)).toBe(expected)
  })

  test.each([
    ['page', 'wx-page:where([data-page="p"])'],
    ['page .a', 'wx-page:where([data-page="p"]) .a'],
    ['.a', ':where(wx-page[data-page="p"]) .a'],
  ])('%s on a page reaches that page only', (selector, expected) => {
    expect(rewriteSelector(selector, { scope: '', host: 'p', page: 'p' })).toBe(expected)
  })
})

describe('style sheets', () => {
  function compile(wxss: string): string {
    const project = write({ 'app/app.json': { pages: [] }, 'app/app.wxss': wxss })
    return new StyleCompiler(project).compile([]).css
  }

  test('units follow the phone; addresses are left alone', () => {
    expect(compile('.a{width:10rpx;margin:-1.5rpx 50vh}')).toContain(
      'width:calc(var(--phone-rpx) * 10);margin:calc(var(--phone-rpx) * -1.5) calc(var(--phone-vh) * 50)',
    )
    expect(compile('.a{background:url(data:,10rpx)}')).toContain('url(data:,10rpx)')
  })

  test('the theme becomes an ancestor, other conditions stay', () => {
    const css = compile(
      '@media (prefers-color-scheme: dark){.a{color:red}}@media (prefers-color-scheme: light) and (min-width: 100rpx){.b{top:0}}',
    )
    expect(css).toContain(':where([data-theme="dark"]) .a')
    expect(css).toContain('@media (min-width: 50px)')
    expect(css).toContain(':where([data-theme="light"]) .b')
    expect(css).not.toContain('prefers-color-scheme')
  })

  test('imports are put in place once; steps of an animation keep their names', () => {
    write({ 'app/part.wxss': '@import "./part.wxss";.part{top:0}' })
    const css = compile('@import "part.wxss";@keyframes x{from{top:0}to{top:1rpx}}')
    expect(css.match(/\.part/g)).toHaveLength(1)
    expect(css).toMatch(/from\{top:0\}to\{top:calc/)
  })

  test('a broken sheet is reported with its place', () => {
    const project = write({ 'app/app.json': { pages: [] }, 'app/app.wxss': '.a{\n  color' })
    const { problems } = new StyleCompiler(project).compile([])
    expect(problems).toEqual([
      { level: 'error', file: 'app.wxss', message: 'Unknown word color', line: 2, column: 3 },
    ])
  })
})

describe('components', () => {
  test('are found relative, absolute, by index, and in packages of node_modules', () => {
    const project = write({
      ...page,
      'app/app.json': { pages: ['pages/a/a'], usingComponents: { everywhere: '/shared/one' } },
      'app/pages/a/a.json': {
        usingComponents: { near: './near', folder: '/parts', kit: 'kit/button/button' },
      },
      'app/shared/one.json': { component: true },
      'app/shared/one.js': 'Component({})',
      'app/pages/a/near.json': { component: true },
      'app/pages/a/near.ts': 'Component({ options: { styleIsolation: "shared" } })',
      'app/parts/index.json': { component: true },
      'app/parts/index.ts': 'Component({ options: { addGlobalClass: true } })',
      'node_modules/kit/package.json': { miniprogram: 'dist' },
      'node_modules/kit/dist/button/button.json': { component: true },
      'node_modules/kit/dist/button/button.js': 'Component({})',
    })
    const { components, problems } = ComponentGraph.read(project)
    const [first] = components
    expect(problems).toEqual([])
    expect(first?.using).toEqual({
      everywhere: '/shared/one',
      near: '/pages/a/near',
      folder: '/parts/index',
      kit: '/miniprogram_npm/kit/button/button',
    })
    const near = components.find(({ path: found }) => found === 'pages/a/near')
    const parts = components.find(({ path: found }) => found === 'parts/index')
    expect(near?.scope).toBe('')
    expect(parts?.config.addGlobalClass).toBe(true)
    expect(parts?.scope).toMatch(/^parts/)
  })

  test('what is missing is named', () => {
    const project = write({
      ...page,
      'app/app.json': { pages: ['pages/a/a', 'pages/b/b'] },
      'app/pages/a/a.json': { usingComponents: { gone: './gone', plug: 'plugin://x/y' } },
    })
    const messages = ComponentGraph.read(project).problems.map(({ message }) => message)
    expect(messages).toEqual([
      '<gone>: "./gone" not found',
      "<plug>: plugins (plugin://x/y) can't run here",
      'page "pages/b/b" has no pages/b/b.wxml',
    ])
  })

  test('a tag nobody defines is named with its line', () => {
    const project = write({
      'app/app.json': { pages: ['pages/a/a'] },
      'app/pages/a/a.wxml': '<view>\n<!-- <no-matter/> -->\n<t-button/>{{a <b}}</view>',
      'app/pages/a/a.ts': 'Page({})',
    })
    const { components } = ComponentGraph.read(project)
    const { problems } = TemplateCompiler.compile(project, components)
    expect(problems).toEqual([
      {
        level: 'warning',
        file: 'pages/a/a.wxml',
        line: 3,
        message: '<t-button> is neither built in nor in usingComponents',
      },
    ])
  })

  test('broken JSON names its file', () => {
    const project = write({ 'app/app.json': '{ "pages": [' })
    expect(() => ComponentGraph.read(project)).toThrow(/app\.json: /)
  })
})

test('WXS asks for types by name and requires without extension', () => {
  expect(toJavaScript("var a = require('./b.wxs'); x.y[0].constructor === 'Array'")).toBe(
    "var a = require('./b'); __wxsConstructor(x.y[0]) === 'Array'",
  )
})
