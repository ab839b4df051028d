/** A poster's code as text: either the bare code, or a page's address that carries it. */
export function codeFrom(scanned: string): string {
  const text = decoded(scanned).trim()
  return /(?:scene|grid)=([\w-]+)/.exec(text)?.[1] ?? text
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
