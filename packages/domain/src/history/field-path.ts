const BARE_FIELD = /^[\w-]+$/
const NEEDS_QUOTES = /^$|[[\]"]/

/** The same few hundred paths come again and again; those through the uid of an endpoint do not. */
const KNOWN = new Map<string, readonly string[]>()
const MOST_KNOWN = 4_096

/** The path of a member: `spec.replicas`, or `metadata.labels["app.kubernetes.io/name"]` where the name would mislead. */
export function fieldPath(parent: string, field: string): string {
  if (!BARE_FIELD.test(field)) return `${parent}[${JSON.stringify(field)}]`
  return parent === '' ? field : `${parent}.${field}`
}

/** The path of a list's element, by its key or its index: `status.conditions[Ready]`, `spec.rules[0]`. */
export function elementPath(parent: string, key: string | number): string {
  return `${parent}[${typeof key === 'string' && NEEDS_QUOTES.test(key) ? JSON.stringify(key) : key}]`
}

/**
 * The names, keys and indexes along a path, outermost first; `[]` for the root.
 *
 * Whether a step is a member or an element is told by what is found there.
 */
export function stepsOf(path: string): readonly string[] {
  const known = KNOWN.get(path)
  if (known !== undefined) return known
  const steps = parsed(path)
  if (KNOWN.size >= MOST_KNOWN) KNOWN.clear()
  KNOWN.set(path, steps)
  return steps
}

function parsed(path: string): readonly string[] {
  const steps: string[] = []
  let at = 0
  while (at < path.length) {
    const end = path[at] === '[' ? endOfBracket(path, at) : endOfField(path, at)
    steps.push(path[at] === '[' ? unquoted(path.slice(at + 1, end - 1)) : path.slice(at, end))
    at = path[end] === '.' ? end + 1 : end
  }
  return steps
}

function endOfField(path: string, start: number): number {
  let end = start
  while (end < path.length && path[end] !== '.' && path[end] !== '[') end++
  return end
}

/** Just behind the closing bracket; a quoted key may hold brackets and escaped quotes. */
function endOfBracket(path: string, start: number): number {
  if (path[start + 1] !== '"') return path.indexOf(']', start) + 1 || path.length
  let end = start + 2
  while (end < path.length && path[end] !== '"') end += path[end] === '\\' ? 2 : 1
  return end + 2
}

function unquoted(key: string): string {
  return key.startsWith('"') ? String(JSON.parse(key)) : key
}
