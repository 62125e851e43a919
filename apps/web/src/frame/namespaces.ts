'use client'

import { parseAsNativeArrayOf, parseAsString, useQueryState } from 'nuqs'

/** The namespaces the reader chose, from the URL: `namespace=shop&namespace=pay`. Empty means all. */
export function useNamespaces(): readonly [readonly string[], (namespaces: readonly string[]) => void] {
  const [namespaces, setNamespaces] = useQueryState(
    'namespace',
    parseAsNativeArrayOf(parseAsString).withDefault([]).withOptions({ history: 'push' }),
  )
  return [namespaces, (next) => void setNamespaces(next.length > 0 ? [...next].sort() : null)]
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
