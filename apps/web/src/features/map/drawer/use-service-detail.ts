'use client'

import type { ServiceDetail, ServiceRow } from '@portolan/contract'
import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { serviceQuery } from '../../../api/queries.ts'
import type { KeyedStore } from '../../../live/keyed-store.ts'
import { useRow } from '../../../live/use-live.ts'
import { useAt } from '../../../time/use-at.ts'
import type { ServiceCard } from '../scene/scene.ts'

const READ_AGAIN_MS = 1_000

/** A Service with each of its endpoints; read again a second after the live row says that it changed. */
export function useServiceDetail(
  { key, namespace, name }: Pick<ServiceCard, 'key' | 'namespace' | 'name'>,
  store: KeyedStore<ServiceRow>,
): { readonly detail: ServiceDetail | undefined; readonly error: Error | null } {
  const row = useRow(store, key)
  const { text: at } = useAt()
  const { data, error, refetch } = useQuery(serviceQuery(namespace ?? '', name, at === undefined ? {} : { at }))
  useEffect(() => {
    if (!row) return
    const timer = setTimeout(() => void refetch(), READ_AGAIN_MS)
    return () => clearTimeout(timer)
  }, [row, refetch])
  return { detail: data?.body, error }
}
