import { builtinTags } from './builtin-tags'

/** How the selectors of one style sheet are rewritten. */
export interface SelectorScope {
  /** Prefix of class names; empty leaves them as they are. */
  scope: string
  /** Value of the `wx-host` attribute that `:host` stands for. */
  host: string
  /** Route of the page the sheet belongs to; its rules then match inside that page only. */
  page?: string
}

const builtins = new Set<string>(builtinTags)
/** An attribute selector, a class, `:host`, or a tag with what stands before it. */
const selectorTokens =
  /(?<attribute>\[[^\]]*\])|\.(?<name>-?[_a-zA-Z\u0080-\uffff][\w\u0080-\uffff-]*)|:host(?:\((?<within>[^)]*)\))?|(?<before>^|[\s>+~,(])(?<tag>[a-zA-Z][\w-]*)(?=$|[\s>+~,.:#[)])/g

type TokenParts = Partial<Record<'attribute' | 'name' | 'within' | 'before' | 'tag', string>>

function renameTag(tag: string): string {
  return tag === 'page' || builtins.has(tag) ? `wx-${tag}` : tag
}

function rewriteToken(token: string, parts: TokenParts, scope: SelectorScope): string {
  const { attribute, name, within, before = '', tag } = parts
  if (attribute !== undefined) return token
  if (name !== undefined) return scope.scope === '' ? token : `.${scope.scope}--${name}`
  if (tag !== undefined) return `${before}${renameTag(tag)}`
  const condition = within === undefined ? '' : rewriteTokens(within, scope)
  return `:where([wx-host="${scope.host}"])${condition}`
}

function rewriteTokens(selector: string, scope: SelectorScope): string {
  return selector.replace(selectorTokens, (token: string, ...rest: unknown[]) =>
    rewriteToken(token, rest.at(-1) as TokenParts, scope),
  )
}

/** A page's rules reach only that page: every page has a document of its own in WeChat. */
function bindToPage(selector: string, page: string): string {
  const root = `[data-page="${page}"]`
  if (/^wx-page(?![\w-])/.test(selector))
    return selector.replace('wx-page', `wx-page:where(${root})`)
  return `:where(wx-page${root}) ${selector}`
}

/** Rewrites one selector so that it matches the elements the phone makes. */
export function rewriteSelector(selector: string, scope: SelectorScope): string {
  const rewritten = rewriteTokens(selector.trim(), scope)
  return scope.page === undefined ? rewritten : bindToPage(rewritten, scope.page)
}
