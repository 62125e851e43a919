'use client'

import type { ServiceDetail, ServiceRow } from '@portolan/contract'
import { useQuery } from '@tanstack/react-query'
import { serviceQuery } from '../../../api/queries.ts'
import { segment } from '../../../api/request.ts'
import { useRefresh } from '../../../api/use-refresh.ts'
import type { KeyedStore } from '../../../live/keyed-store.ts'
import { useRow } from '../../../live/use-live.ts'
import { useAt } from '../../../time/use-at.ts'
import type { ServiceCard } from '../scene/scene.ts'

/**
 * A Service with each of its endpoints; read again when the live row says that it changed, at most once a second. Nothing while
 * what is here is of the one that was looked at before.
 */
export function useServiceDetail(
  { key, namespace, name }: Pick<ServiceCard, 'key' | 'namespace' | 'name'>,
  store: KeyedStore<ServiceRow>,
): { readonly detail: ServiceDetail | undefined; readonly error: Error | null } {
  const row = useRow(store, key)
  const { text: at } = useAt()
  const { data, error } = useQuery(serviceQuery(namespace ?? '', name, at === undefined ? {} : { at }))
  useRefresh(`/services/${segment(namespace ?? '')}/${segment(name)}`, row, { isExact: true })
  return { detail: data?.body.key === key ? data.body : undefined, error }
}
