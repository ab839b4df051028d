/** The first that fits names it: most browsers claim to be several. */
const browsers = [
  [/MicroMessenger/, '微信'],
  [/Edg(e|A|iOS)?\//, 'Edge'],
  [/QQBrowser/, 'QQ浏览器'],
  [/360SE|360EE|QIHU/i, '360浏览器'],
  [/SogouMobileBrowser|MetaSr/, '搜狗浏览器'],
  [/HuaweiBrowser/, '华为浏览器'],
  [/OPR\/|Opera/, 'Opera'],
  [/Firefox\/|FxiOS/, 'Firefox'],
  [/Chrome\/|CriOS/, 'Chrome'],
  [/Safari\//, 'Safari'],
] as const

const systems = [
  [/OpenHarmony|HarmonyOS/, '鸿蒙'],
  [/Windows/, 'Windows'],
  [/Android/, '安卓'],
  [/iPhone|iPad/, 'iOS'],
  [/Mac OS X|Macintosh/, 'macOS'],
  [/UOS|uos/, '统信'],
  [/Kylin/i, '麒麟'],
  [/Linux/, 'Linux'],
] as const

/** A browser's `User-Agent` as people say it: "Chrome（Windows）". */
export function browserWords(userAgent: string): string {
  const browser = nameIn(browsers, userAgent) ?? '浏览器'
  const system = nameIn(systems, userAgent)
  return system ? `${browser}（${system}）` : browser
}

function nameIn(table: readonly (readonly [RegExp, string])[], text: string): string | undefined {
  return table.find(([sign]) => sign.test(text))?.[1]
}
