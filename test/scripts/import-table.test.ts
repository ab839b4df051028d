import { execFileSync } from 'node:child_process'

/** What eslint, as `npm run check` runs it, says of one line in a file of each folder. */
const lines: readonly [file: string, line: string, rule: string | null][] = [
  [
    'core/requests/a.ts',
    "import { one } from '../../cloudfunctions/shared/ids'",
    'import-x/no-restricted-paths',
  ],
  ['core/requests/a.ts', "import { one } from '../../typings/domain'", null],
  ['core/requests/a.ts', "import one from 'wx-server-sdk'", 'no-restricted-imports'],
  ['core/requests/a.ts', "import one from 'node:fs'", 'no-restricted-imports'],
  ['core/requests/a.ts', "import * as one from 'valibot'", null],
  ['core/requests/a.ts', 'const one = Date.now()', 'no-restricted-syntax'],
  ['core/requests/a.ts', 'const one = Math.random()', 'no-restricted-syntax'],
  ['core/requests/a.ts', 'const one = new Date()', 'no-restricted-syntax'],
  ['typings/a.ts', "import { one } from '../core/grids/types'", 'import-x/no-restricted-paths'],
  ['cloudfunctions/shared/a.ts', "import one from 'wx-server-sdk'", null],
  ['cloudfunctions/resident/a.ts', "import one from 'wx-server-sdk'", 'no-restricted-imports'],
  [
    'cloudfunctions/resident/a.ts',
    "import one from '@cloudbase/node-sdk'",
    'no-restricted-imports',
  ],
  [
    'cloudfunctions/resident/a.ts',
    "import { one } from '../handler/index'",
    'import-x/no-restricted-paths',
  ],
  [
    'cloudfunctions/resident/a.ts',
    "import { one } from '../../emulator/index'",
    'import-x/no-restricted-paths',
  ],
  ['cloudfunctions/resident/a.ts', "import { one } from '../shared/ids'", null],
  [
    'emulator/cloud/a.ts',
    "import { one } from '../../core/grids/types'",
    'import-x/no-restricted-paths',
  ],
  [
    'emulator/cloud/a.ts',
    "import { one } from '../../cloudfunctions/shared/ids'",
    'import-x/no-restricted-paths',
  ],
  [
    'miniprogram/api/a.ts',
    "import { one } from '../../core/calendar/china-time'",
    'import-x/no-restricted-paths',
  ],
  ['miniprogram/api/a.ts', "import { one } from '../../typings/api'", 'no-restricted-imports'],
  ['miniprogram/api/a.ts', "import type { one } from '../../typings/api'", null],
]

const program = `
  import { ESLint } from 'eslint'
  const eslint = new ESLint()
  const findings = []
  for (const [filePath, line] of JSON.parse(process.argv[1])) {
    const [result] = await eslint.lintText(line + '\\n', { filePath })
    findings.push(result.messages.map(({ ruleId }) => ruleId))
  }
  console.log(JSON.stringify(findings))
`

const findings = JSON.parse(
  execFileSync(process.execPath, ['--input-type=module', '-e', program, JSON.stringify(lines)], {
    encoding: 'utf8',
  }),
) as string[][]

const importRules = [
  'import-x/no-restricted-paths',
  'no-restricted-imports',
  'no-restricted-syntax',
]

describe('the import table', () => {
  test.each(lines.map(([file, line, rule], index) => ({ file, line, rule, index })))(
    '$file: $line → $rule',
    ({ rule, index }) => {
      const broken = findings[index]?.filter((found) => importRules.includes(found)) ?? []
      expect(broken).toEqual(rule ? [rule] : [])
    },
  )
})
