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
  const [name] = useQueryState('name', parseAsString)
  const service = pathname === '/service/' ? (name ?? undefined) : undefined
  const isMap = pathname === '/map/'
  const isEverywhere = pathname === '/'
  return useMemo(
    () => ({ namespaces: isEverywhere ? [] : namespaces, service, isMap }),
    [namespaces, service, isMap, isEverywhere],
  )
}
