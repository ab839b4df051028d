import path from 'node:path'

/**
 * WXS is JavaScript with a few differences. The one that breaks programs silently: `x.constructor`
 * is a string such as 'Array', so a function answers instead.
 */
export function toJavaScript(source: string): string {
  const receiver = /([\w$]+(?:\[[^\]]*\]|\.[\w$]+)*)\.constructor\b/g
  return source
    .replace(receiver, '__wxsConstructor($1)')
    .replace(/(require\(\s*['"])([^'"]+?)\.wxs(['"]\s*\))/g, '$1$2$3')
}

/** Absolute paths of the WXS files that a WXS file requires. */
export function requiredFiles(source: string, file: string, root: string): string[] {
  return [...source.matchAll(/require\(\s*['"]([^'"]+)['"]\s*\)/g)].map(([, reference = '']) =>
    reference.startsWith('/')
      ? path.join(root, reference)
      : path.resolve(path.dirname(file), reference),
  )
}
