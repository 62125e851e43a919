/** A time as the server takes it: `30s`, `5m`, `2h`, `1d`. */
const DURATION = /^[1-9]\d{0,8}(ms|s|m|h|d)$/

/** What can be asked about with `key:value`. */
interface Grammar<Key extends string> {
  readonly keys: readonly Key[]
  /** Keys whose values are known. */
  readonly values: Readonly<Partial<Record<Key, readonly string[]>>>
  /** The key whose value is a time. */
  readonly time?: Key
  /** The key whose value may end in `=` while it is being written. */
  readonly label?: Key
  /** A part with a colon is a word where no key is near: names of images and addresses have colons too. */
  readonly hasColonWords?: boolean
}

/** One condition. All of them must hold; within one, any value is enough. */
export interface Term<Key extends string> {
  /** Absent: a word to find anywhere in names. */
  readonly key: Key | undefined
  /** Lower case. */
  readonly values: readonly string[]
  readonly isInverted: boolean
  /** As it was typed. */
  readonly text: string
}

/** A part that was not understood, and what may have been meant. */
interface FilterProblem {
  readonly text: string
  /** What is none: its key, its value, or the time it names. */
  readonly why: 'key' | 'value' | 'time'
  /** The part that is none. */
  readonly strange: string
  /** What could stand there. */
  readonly known: readonly string[]
  readonly nearest: string | undefined
}

/** A key that waits for its value: `label:`, `label:app=`. It asks nothing yet. */
interface OpenTerm<Key extends string> {
  readonly key: Key
  readonly text: string
}

export interface ReadFilter<Key extends string> {
  readonly terms: readonly Term<Key>[]
  /** Parts that are not written to their end. */
  readonly open: readonly OpenTerm<Key>[]
  /** Parts that were ignored, because their key or value is none. */
  readonly problems: readonly FilterProblem[]
}

/**
 * Read a filter: words and `key:value` separated by spaces, all of which must hold; `-` in front inverts; a comma inside a
 * value means "or". What is not understood is left out and said, never silently taken for something else.
 */
export function readFilter<Key extends string>(text: string, grammar: Grammar<Key>): ReadFilter<Key> {
  const terms: Term<Key>[] = []
  const open: OpenTerm<Key>[] = []
  const problems: FilterProblem[] = []
  for (const part of text.trim().split(/\s+/).filter(isBegun)) {
    const read = readPart(part, grammar)
    if ('why' in read) problems.push(read)
    else if ('values' in read) terms.push(read)
    else open.push(read)
  }
  return { terms, open, problems }
}

/** A sign alone is the beginning of a part. */
function isBegun(part: string): boolean {
  return part !== '' && part !== '-'
}

function readPart<Key extends string>(text: string, grammar: Grammar<Key>): Term<Key> | OpenTerm<Key> | FilterProblem {
  const isInverted = text.startsWith('-') && text.length > 1
  const body = (isInverted ? text.slice(1) : text).toLowerCase()
  const colon = body.indexOf(':')
  if (colon <= 0 || body.startsWith('/')) return { key: undefined, values: [body], isInverted, text }
  const name = body.slice(0, colon)
  const values = body
    .slice(colon + 1)
    .split(',')
    .filter(Boolean)
  const sign = isInverted ? '-' : ''
  const key = grammar.keys.find((one) => one === name)
  if (!key) {
    const nearest = nearestOf(name, grammar.keys)
    if (grammar.hasColonWords && nearest === undefined) return { key: undefined, values: [body], isInverted, text }
    return {
      text,
      why: 'key',
      strange: name,
      known: grammar.keys,
      nearest: nearest && `${sign}${nearest}:${values.join()}`,
    }
  }
  if (values.length === 0 || (key === grammar.label && values.some((value) => value.endsWith('='))))
    return { key, text }
  const strange = values.find((value) => !isValueOf(key, value, grammar))
  if (strange !== undefined) {
    const known = grammar.values[key] ?? []
    const nearest = key === grammar.time ? /^\d+[smhd]/.exec(strange)?.[0] : nearestOf(strange, known)
    const why = key === grammar.time ? 'time' : 'value'
    return { text, why, strange, known, nearest: nearest && `${sign}${key}:${nearest}` }
  }
  return { key, values, isInverted, text }
}

function isValueOf<Key extends string>(key: Key, value: string, { time, values }: Grammar<Key>): boolean {
  return key === time ? DURATION.test(value) : (values[key]?.includes(value) ?? true)
}

function nearestOf(name: string, known: readonly string[]): string | undefined {
  const ranked = known.map((one) => ({ one, far: distance(name, one) })).sort((a, b) => a.far - b.far)
  const [best] = ranked
  return best && best.far <= Math.max(2, best.one.length / 2) ? best.one : undefined
}

/** How many letters must be added, dropped or replaced (Levenshtein). */
function distance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, at) => at)
  for (let row = 1; row <= a.length; row++) {
    const current = [row]
    for (let column = 1; column <= b.length; column++) {
      const replaced = (previous[column - 1] ?? 0) + (a[row - 1] === b[column - 1] ? 0 : 1)
      current[column] = Math.min(replaced, (previous[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1)
    }
    previous = current
  }
  return previous[b.length] ?? 0
}

/** The filter without its term at `at`. */
export function withoutTerm({ terms }: Pick<ReadFilter<string>, 'terms'>, at: number): string {
  return terms
    .filter((_, index) => index !== at)
    .map(({ text }) => text)
    .join(' ')
}
