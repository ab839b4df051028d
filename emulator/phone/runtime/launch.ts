/** What the address of the phone says: who holds it and how the mini program was opened. */
export interface Launch {
  openid: string
  /** WeChat's scene number, e.g. 1001 from the list, 1008 from a group's card. */
  scene: number
  path: string
  query: Record<string, string>
  /** openGId of the group whose card was tapped. */
  group: string | null
  /** The person has left that group since the card was sent. */
  hasLeftGroup: boolean
  statusBarHeight: number
}

export interface Target {
  path: string
  query: Record<string, string>
}

const defaultScene = 1001

/** Splits `pages/a/a?id=1`; a leading slash does not matter. */
export function parseTarget(url: string): Target {
  const [path = '', search = ''] = url.split(/\?(.*)/s)
  const pairs = search
    .split('&')
    .filter((pair) => pair !== '')
    .map((pair) => pair.split(/=(.*)/s))
  const query = Object.fromEntries(pairs.map(([name = '', value = '']) => [name, decode(value)]))
  return { path: path.replace(/^\//, '').replace(/\.html$/, ''), query }
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

export function readLaunch(search: string): Launch {
  const parameters = new URLSearchParams(search)
  const target = parseTarget(parameters.get('path') ?? '')
  return {
    openid: parameters.get('openid') ?? 'visitor',
    scene: Number(parameters.get('scene') ?? defaultScene),
    path: target.path,
    query: target.query,
    group: parameters.get('group'),
    hasLeftGroup: parameters.has('leftGroup'),
    statusBarHeight: Number(parameters.get('statusBar') ?? 0),
  }
}

/** How this phone was opened; a later message of the host replaces it. */
export const launch: Launch = readLaunch(location.search)
