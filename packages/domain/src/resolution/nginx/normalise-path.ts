/** A path as nginx compares it, or why it answers 400. */
export type NormalisedPath = { readonly path: string } | { readonly problem: string }

/**
 * A path decoded, with slashes merged and dot segments followed, as nginx does before it looks for a location. A path that is
 * not UTF-8 is compared byte by byte. Source: nginx `location` and `merge_slashes`; rule E.2.
 */
export function normalisePath(raw: string): NormalisedPath {
  const broken = /%(?![0-9a-f]{2})/i.exec(raw)
  if (broken) return { problem: `the escape at ${broken.index} is none` }
  if (raw.includes('%00')) return { problem: 'it has a zero byte' }
  const segments: string[] = []
  const parts = decoded(raw).split('/').slice(1)
  for (const part of parts) {
    if (part === '..' && segments.length === 0) return { problem: 'it leaves the root' }
    if (part === '..') segments.pop()
    else if (part !== '' && part !== '.') segments.push(part)
  }
  const last = parts.at(-1) ?? ''
  const isFolder = last === '' || last === '.' || last === '..'
  return { path: segments.length === 0 ? '/' : `/${segments.join('/')}${isFolder ? '/' : ''}` }
}

/** Escapes that are no UTF-8 stand for one character a byte. */
function decoded(path: string): string {
  try {
    return decodeURIComponent(path)
  } catch {
    return path.replace(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
  }
}
