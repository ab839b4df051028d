import type { BuiltinDefinition } from './builtin'

/** A node of rich-text: an element or, with type 'text', a piece of text. */
interface RichNode {
  type?: 'node' | 'text'
  name?: string
  attrs?: Record<string, string>
  text?: string
  children?: RichNode[]
}

const allowedTags = new Set(
  'a abbr address article aside b bdi bdo big blockquote br caption center cite code col colgroup dd del div dl dt em fieldset font footer h1 h2 h3 h4 h5 h6 header hr i img ins label legend li mark nav ol p pre q rt ruby s section small span strong sub sup table tbody td tfoot th thead tr tt u ul'.split(
    ' ',
  ),
)
const allowedAttributes = new Set(
  'class style src alt width height href colspan rowspan start type dir'.split(' '),
)

function buildNode(node: RichNode): Node {
  if (node.type === 'text') return document.createTextNode(decode(node.text ?? ''))
  const name = (node.name ?? 'div').toLowerCase()
  const element = document.createElement(allowedTags.has(name) ? name : 'span')
  for (const [attribute, value] of Object.entries(node.attrs ?? {})) {
    if (allowedAttributes.has(attribute)) element.setAttribute(attribute, value)
  }
  element.append(...(node.children ?? []).map(buildNode))
  return element
}

function decode(text: string): string {
  return new DOMParser().parseFromString(text.replace(/</g, '&lt;'), 'text/html').documentElement
    .textContent
}

/** HTML text loses scripts, handlers and everything else WeChat does not show. */
function parseHtml(html: string): Node[] {
  const { body } = new DOMParser().parseFromString(html, 'text/html')
  for (const element of [...body.querySelectorAll('*')]) clean(element)
  return [...body.childNodes]
}

function clean(element: Element): void {
  if (!allowedTags.has(element.localName)) {
    element.remove()
    return
  }
  for (const { name } of [...element.attributes]) {
    if (!allowedAttributes.has(name)) element.removeAttribute(name)
  }
  if (/^\s*javascript:/i.test(element.getAttribute('href') ?? '')) element.removeAttribute('href')
}

export const richText: BuiltinDefinition = {
  tag: 'rich-text',
  properties: { nodes: 'any', space: 'string', userSelect: 'boolean', mode: 'string' },
  setup(builtin) {
    builtin.watch(['nodes'], () => {
      const nodes = builtin.get('nodes')
      const content = Array.isArray(nodes)
        ? (nodes as RichNode[]).map(buildNode)
        : parseHtml(builtin.text('nodes'))
      builtin.node.replaceChildren(...content)
    })
  },
}
