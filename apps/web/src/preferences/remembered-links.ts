import { StoredList } from './stored-list.ts'

/** A link inside the product and the name it goes by in this browser. */
export interface NamedLink {
  readonly name: string
  /** Path and query. */
  readonly href: string
}

/** Damaged, and whatever would lead out of the product: `undefined`. */
export function parseNamedLink({ name, href }: Readonly<Record<string, unknown>>): NamedLink | undefined {
  if (typeof name !== 'string' || typeof href !== 'string') return undefined
  const isOurs = href.startsWith('/') && !href.startsWith('//') && !href.startsWith('/\\')
  return name !== '' && isOurs ? { name, href } : undefined
}

/** Views somebody gave a name to. */
export const savedViews = new StoredList<NamedLink>({
  key: 'portolan.views',
  limit: 50,
  parse: parseNamedLink,
  nameOf: ({ name }) => name,
})

/** Where somebody went from the palette. */
export const recentLinks = new StoredList<NamedLink>({
  key: 'portolan.recent',
  limit: 8,
  parse: parseNamedLink,
  nameOf: ({ href }) => href,
})
