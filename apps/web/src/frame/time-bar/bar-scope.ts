'use client'

import { usePathname } from 'next/navigation'
import { parseAsString, useQueryState } from 'nuqs'
import { useMemo } from 'react'
import { useNamespaces } from '../namespaces.ts'

/** What the screen is about: only what touches it is shown on the bar and stepped through. */
export interface BarScope {
  /** Empty: everything. */
  readonly namespaces: readonly string[]
  /** On the page of one Service, its name. */
  readonly service: string | undefined
  /** On the page of any other object, that object. */
  readonly object: { readonly kind: string; readonly name: string } | undefined
  readonly isMap: boolean
}

/** Kinds of which a change can be seen on a screen with a time bar. */
export const SEEN_KINDS = [
  'EndpointSlice',
  'Gateway',
  'GRPCRoute',
  'HTTPRoute',
  'Ingress',
  'IngressClass',
  'ListenerSet',
  'ReferenceGrant',
  'Service',
  'TCPRoute',
  'TLSRoute',
  'UDPRoute',
]

export function useBarScope(): BarScope {
  const pathname = usePathname()
  const [namespaces] = useNamespaces()
  const [kind] = useQueryState('kind', parseAsString)
  const [name] = useQueryState('name', parseAsString)
  const service = pathname === '/service/' ? (name ?? undefined) : undefined
  const isMap = pathname === '/map/'
  const isEverywhere = pathname === '/'
  const isObject = pathname === '/object/'
  return useMemo(
    () => ({
      namespaces: isEverywhere ? [] : namespaces,
      service,
      object: isObject && kind !== null && name !== null ? { kind, name } : undefined,
      isMap,
    }),
    [namespaces, service, isObject, kind, name, isMap, isEverywhere],
  )
}
