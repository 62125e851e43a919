'use client'

import type { Coverage, Finding, ObjectChange, RoutesTo, Topology } from '@portolan/contract'
import type { WatchedObject } from '@portolan/domain'
import { useQuery } from '@tanstack/react-query'
import {
  objectChangesQuery,
  objectFindingsQuery,
  objectQuery,
  routesToQuery,
  topologyQuery,
} from '../../api/queries.ts'
import { useRefresh } from '../../api/use-refresh.ts'
import { useChanges, useTail } from '../../live/use-live.ts'
import { untilInstant } from '../../time/until.ts'
import { useAt } from '../../time/use-at.ts'
import { depthOf, type Neighbours, neighboursOf } from './neighbours.ts'
import { keyOf, type ObjectIdentity } from './object-url.ts'

/** What lies around an object changes without it: of the present it is asked again this often. */
const READ_AGAIN_MS = 5_000

/** One object as it is kept, at the instant in the link. */
export interface ShownObject {
  /** Absent where it is not there, or may not be seen. */
  readonly object: WatchedObject | undefined
  readonly coverage: Coverage | undefined
  readonly error: Error | null
  readonly isRead: boolean
  readonly retry: () => void
}

/** The object; of the present it is read again whenever it changes. */
export function useObject(identity: ObjectIdentity): ShownObject {
  const { text: at } = useAt()
  const { kind, namespace, name } = identity
  const { store } = useChanges(
    { kinds: [kind], name, ...(namespace !== '-' && { namespaces: [namespace] }) },
    { isFollowed: at === undefined },
  )
  const newest = useTail(store).changes[0]?.seq
  useRefresh('/objects', at === undefined ? newest : undefined)
  const { data, error, refetch } = useQuery(objectQuery({ ...identity, ...(at !== undefined && { at }) }))
  return {
    object: data?.body.items[0] as WatchedObject | undefined,
    coverage: data?.body.coverage,
    error: data ? null : error,
    isRead: data !== undefined,
    retry: () => void refetch(),
  }
}

/** What is around it, what is wrong with it, and which URLs lead to it. Each is absent until it was read. */
export interface Surroundings {
  readonly neighbours: Neighbours | undefined
  readonly topology: Topology | undefined
  readonly findings: readonly Finding[] | undefined
  readonly routes: RoutesTo | undefined
  /** Whether all that is told first was answered, or will not be soon. */
  readonly isRead: boolean
}

/** @param options `isThere`: whether URLs that lead to it are asked for; of what is not there the server knows none */
export function useSurroundings(identity: ObjectIdentity, { isThere }: { isThere: boolean }): Surroundings {
  const { text: at } = useAt()
  const instant = at === undefined ? {} : { at }
  const isLive = at === undefined && { refetchInterval: READ_AGAIN_MS }
  const focus = keyOf(identity)
  const topology = useQuery({
    ...topologyQuery({ focus, depth: depthOf(identity.kind), ...instant }),
    ...isLive,
    select: ({ body }) => ({ topology: body, neighbours: neighboursOf(body, focus) }),
  })
  const findings = useQuery({ ...objectFindingsQuery({ ...identity, ...instant }), ...isLive })
  const { namespace, name } = identity
  const routes = useQuery({
    ...routesToQuery({ kind: 'Pod', namespace, name, ...instant }),
    ...isLive,
    enabled: isThere && identity.kind === 'Pod',
    retry: false,
  })
  return {
    neighbours: topology.data?.neighbours,
    topology: topology.data?.topology,
    findings: findings.data?.body.items,
    routes: routes.data?.body,
    isRead: [topology, findings].every(({ isFetched, failureCount }) => isFetched || failureCount > 0),
  }
}

/** What became of an object up to the instant shown, newest first. */
export interface ObjectHistory {
  readonly changes: readonly ObjectChange[] | undefined
  readonly hasOlder: boolean
  /** Nothing was ever heard of it, or the history could not be read. */
  readonly error: Error | null
}

export function useObjectHistory({ kind, namespace, name }: ObjectIdentity, limit: number): ObjectHistory {
  const { instant } = useAt()
  const { data, error } = useQuery({
    ...objectChangesQuery(
      { kind, name, ...(namespace !== '-' && { namespace }) },
      { order: 'desc', limit, ...untilInstant(instant) },
    ),
    retry: false,
  })
  return { changes: data?.body.items, hasOlder: data?.body.next !== undefined, error: data ? null : error }
}
