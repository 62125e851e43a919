'use client'

import { parseAsNativeArrayOf, parseAsString } from 'nuqs'
import { useLinkState } from '../link/link-state.ts'

const PARSERS = {
  namespace: parseAsNativeArrayOf(parseAsString).withDefault([]).withOptions({ history: 'push' }),
}

/** The namespaces the reader chose, from the URL: `namespace=shop&namespace=pay`. Empty means all. */
export function useNamespaces(): readonly [readonly string[], (namespaces: readonly string[]) => void] {
  const [{ namespace: namespaces }, set] = useLinkState(PARSERS)
  return [namespaces, (next) => void set({ namespace: next.length > 0 ? [...next].sort() : null })]
}

/** `/services/` with the chosen namespaces; parameters in a fixed order, so equal screens have equal links. */
export function hrefWith(
  path: string,
  query: Readonly<Record<string, string | readonly string[] | undefined>>,
): string {
  const parameters = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) {
    if (value === undefined) continue
    for (const one of typeof value === 'string' ? [value] : value) parameters.append(name, one)
  }
  const text = parameters.toString()
  return text ? `${path}?${text}` : path
}

/** The page of one Service. */
export function serviceHref({ namespace, name }: { namespace: string; name: string }): string {
  return hrefWith('/service/', { namespace, name })
}
