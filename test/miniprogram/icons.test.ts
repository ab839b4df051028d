import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const root = join(__dirname, '../..')
const font = readFileSync(
  join(root, 'node_modules/tdesign-miniprogram/miniprogram_dist/icon/icon.wxss'),
  'utf8',
)

/** Icons as templates and tables name them: `name="time"`, `icon="time"`, `icon: 'time'`. */
const named = /<t-icon[^>]*?\sname="([a-z0-9-]+)"|\sicon="([a-z0-9-]+)"|icon: '([a-z0-9-]+)'/giu

function iconsIn(file: string): string[] {
  const text = readFileSync(join(root, 'miniprogram', file), 'utf8')
  return [...text.matchAll(named)].map(([, ...names]) => names.find(Boolean)!)
}

const sources = readdirSync(join(root, 'miniprogram'), { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.(wxml|ts)$/u.test(file) && !file.startsWith('miniprogram_npm'))
  .filter((file) => iconsIn(file).length > 0)

it.each(sources)('%s names only icons that TDesign draws', (file) => {
  const missing = iconsIn(file).filter(
    (name) => name !== 'none' && !font.includes(`t-icon-${name}:`),
  )
  expect(missing).toEqual([])
})
