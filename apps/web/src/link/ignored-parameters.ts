import type { DeclaredParameters } from './declared-parameters.ts'

interface Reader {
  readonly type?: string
  readonly parse: (value: never) => unknown
}

/**
 * What a link says that nothing on the screen reads, or that those who read it do not understand: `depth=foo`, each once, in
 * the order of the link.
 */
export function ignoredParameters(
  parameters: URLSearchParams,
  declared: readonly DeclaredParameters[],
): readonly string[] {
  const ignored = [...parameters].flatMap(([name, value]) => {
    const readers = declared.flatMap((each) => (name in each ? [each[name] as Reader] : []))
    return readers.some((reader) => understands(reader, value)) ? [] : [`${name}=${value}`]
  })
  return [...new Set(ignored)]
}

/** Lists are read as a whole, and leave out what they do not understand. */
function understands({ type, parse }: Reader, value: string): boolean {
  const read = parse((type === 'multi' ? [value] : value) as never)
  return Array.isArray(read) ? read.length > 0 || value === '' : read !== null && read !== undefined
}
