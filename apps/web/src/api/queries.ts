'use client'

import type {
  AlertsPage,
  ChangeCauses,
  ChangesPage,
  Churn,
  FindingsPage,
  Ledger,
  Markers,
  ObjectChangesPage,
  ObjectsPage,
  Reachability,
  Resolution,
  ResolutionHistory,
  RolloutDetail,
  RolloutsPage,
  RoutesTo,
  SearchAnswer,
  ServiceDetail,
  ServiceRow,
  ServicesChurn,
  ServicesPage,
  Topology,
  TopologyDiff,
} from '@portolan/contract'
import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query'
import { noteCall } from './call-registry.ts'
import { type ApiAnswer, type ApiRequest, request, segment } from './request.ts'

/** The past does not change; what it takes to draw one instant is not kept for long, for a scrub passes through many. */
const PAST = { staleTime: Number.POSITIVE_INFINITY, gcTime: 60_000 }

/** A question with its cache key: path and parameters, so equal questions are asked once. */
export function ask<Body>({ path, query = {} }: ApiRequest) {
  return queryOptions<ApiAnswer<Body>, Error>({
    queryKey: [path, query],
    queryFn: ({ signal }) => request<Body>({ path, query }, { signal, report: noteCall }),
    placeholderData: keepPreviousData,
    ...(query.at !== undefined && PAST),
  })
}

/** `GET /objects`: the names of all namespaces, for pickers. Refused where namespaces may not be listed. */
export const namespacesQuery = () => ask<ObjectsPage>({ path: '/objects', query: { kind: 'Namespace', limit: 1000 } })

/** `GET /topology`; `detail: 'services'` leaves endpoint nodes out. */
export const topologyQuery = (query: {
  namespace?: readonly string[]
  at?: string
  focus?: string
  depth?: number
  detail?: 'services'
}) => ask<Topology>({ path: '/topology', query })

/** `GET /topology/diff`; without `to`, up to the present. */
export const topologyDiffQuery = (query: {
  from: string
  to?: string
  namespace?: readonly string[]
  detail?: 'services'
}) => ask<TopologyDiff>({ path: '/topology/diff', query })

/** `GET /services` */
export const servicesQuery = (query: { namespace?: readonly string[]; at?: string; q?: string; limit?: number }) =>
  ask<ServicesPage>({ path: '/services', query })

const PAGE_LIMIT = 1_000

/** `GET /services`, page after page, at one instant. */
export const allServicesQuery = (query: { namespace?: readonly string[]; at: string | undefined }) =>
  queryOptions<ApiAnswer<readonly ServiceRow[]>, Error>({
    queryKey: ['/services', 'all', query],
    queryFn: async ({ signal }) => {
      const rows: ServiceRow[] = []
      let cursor: string | undefined
      let seq: number | undefined
      do {
        const asked = { path: '/services', query: { ...query, limit: PAGE_LIMIT, cursor } }
        const page = await request<ServicesPage>(asked, { signal, report: noteCall })
        rows.push(...page.body.items)
        seq ??= page.seq
        cursor = page.body.next
      } while (cursor !== undefined)
      return { body: rows, seq }
    },
    placeholderData: keepPreviousData,
    ...PAST,
  })

/** `GET /services/{namespace}/{name}` */
export const serviceQuery = (namespace: string, name: string, query: { at?: string } = {}) =>
  ask<ServiceDetail>({ path: `/services/${segment(namespace)}/${segment(name)}`, query })

/** `GET /services/{namespace}/{name}/ledger` */
export const ledgerQuery = (namespace: string, name: string, query: { from?: string; to?: string }) =>
  ask<Ledger>({ path: `/services/${segment(namespace)}/${segment(name)}/ledger`, query })

/** `GET /services/{namespace}/{name}/ledger?causes=true`: why, too. Its own key, for it costs more and is asked for less often. */
export const ledgerCausesQuery = (namespace: string, name: string, query: { from?: string; to?: string }) =>
  queryOptions({
    ...ask<Ledger>({
      path: `/services/${segment(namespace)}/${segment(name)}/ledger`,
      query: { ...query, causes: true },
    }),
    queryKey: ['causes', namespace, name, query],
  })

/** `GET /markers`: what a time bar draws; `step` in ms. */
export const markersQuery = (query: { from: string; to?: string; step: number; namespace?: readonly string[] }) =>
  ask<Markers>({ path: '/markers', query })

/** `GET /churn`; `step` in ms, `service` as `namespace/name`. */
export const churnQuery = (query: {
  from: string
  to?: string
  step: number
  namespace?: readonly string[]
  service?: string
  causes?: true
}) => ask<Churn>({ path: '/churn', query })

/** `GET /churn/services`: those that churned most; `step` in ms. */
export const servicesChurnQuery = (query: {
  from: string
  to?: string
  step: number
  namespace?: readonly string[]
  limit: number
  causes?: true
}) => ask<ServicesChurn>({ path: '/churn/services', query })

/** `GET /changes/{seq}/causes`: what one change of a slice did to endpoints, and why. */
export const changeCausesQuery = (seq: number) => ask<ChangeCauses>({ path: `/changes/${seq}/causes` })

/** What `GET /changes` may be asked. */
export interface ChangesFilter {
  readonly after?: number
  readonly before?: number
  readonly order?: 'asc' | 'desc'
  readonly from?: string
  readonly to?: string
  readonly kind?: readonly string[]
  readonly namespace?: readonly string[]
  readonly name?: string
  readonly limit?: number
  readonly cursor?: string
}

/** `GET /changes` */
export const changesQuery = (filter: ChangesFilter) => ask<ChangesPage>({ path: '/changes', query: { ...filter } })

/** `GET /objects/{kind}/{namespace}/{name}/changes`: one object's own history. */
export const objectChangesQuery = (
  { kind, namespace, name }: { kind: string; namespace?: string; name: string },
  query: { order?: 'asc' | 'desc'; limit?: number; from?: string; to?: string } = {},
) => ask<ObjectChangesPage>({ path: `/objects/${segment(kind)}/${segment(namespace)}/${segment(name)}/changes`, query })

/** One request as a client would send it, and whose rules are to be applied. */
export interface TracedRequest {
  readonly url: string
  /** Absent: GET. */
  readonly method?: string
  /** `Name: value`, in the order sent. */
  readonly header?: readonly string[]
  /** `namespace/name`: only this Gateway may answer. */
  readonly gateway?: string
  /** Only the controller of this class may answer. */
  readonly ingressClass?: string
}

/** `GET /resolve`: where a request leads, and why. */
export const resolveQuery = (query: TracedRequest & { at?: string }) =>
  ask<Resolution>({ path: '/resolve', query: { ...query } })

/** `GET /resolve/history`: what the request met before, newest first. */
export const resolveHistoryQuery = (query: TracedRequest & { from?: string; to?: string }) =>
  ask<ResolutionHistory>({ path: '/resolve/history', query: { ...query } })

/** `GET /reachability`: whether one end may open a connection to another: a Pod as `namespace/name`, a Node, or an address. */
export const reachabilityQuery = (query: {
  from: string
  to: string
  /** Number or name. */
  port: string
  protocol: Reachability['protocol']
  at?: string
}) => ask<Reachability>({ path: '/reachability', query })

/** `GET /routes-to`: every URL that leads to a Service or a Pod. */
export const routesToQuery = (query: { kind: 'Service' | 'Pod'; namespace: string; name: string; at?: string }) =>
  ask<RoutesTo>({ path: '/routes-to', query })

/** `GET /objects`: one object by name; `namespace` is `-` for kinds that have none. */
export const objectQuery = (query: { kind: string; namespace: string; name: string; at?: string }) =>
  ask<ObjectsPage>({ path: '/objects', query: { ...query, limit: 1 } })

/** `GET /findings`: of one object only. */
export const objectFindingsQuery = (query: { kind: string; namespace: string; name: string; at?: string }) =>
  ask<FindingsPage>({ path: '/findings', query: { ...query, limit: PAGE_LIMIT } })

/** `GET /objects`: the first of these kinds that have these words in their names, labels or addresses. */
export const objectsFoundQuery = (query: {
  kind: string | readonly string[]
  namespace?: readonly string[]
  q?: string
  limit: number
  at?: string
}) => ask<ObjectsPage>({ path: '/objects', query })

/** `GET /search`: which objects what was typed may mean, the best of each kind. */
export const searchQuery = (query: { q: string; at?: string }) => ask<SearchAnswer>({ path: '/search', query })

/** `GET /rollouts`: the newest few. */
export const newestRolloutsQuery = (query: {
  limit: number
  at?: string
  namespace?: readonly string[]
  workload?: string
  from?: string
  to?: string
}) => ask<RolloutsPage>({ path: '/rollouts', query })

/** `GET /findings`: how many there are, by rule and severity. */
export const findingCountsQuery = (query: { at?: string }) =>
  ask<FindingsPage>({ path: '/findings', query: { ...query, limit: 1 } })

/** `GET /alerts`: how many fire, by severity. */
export const firingAlertsQuery = () => ask<AlertsPage>({ path: '/alerts', query: { state: 'firing', limit: 1 } })

/** Findings of more than this are not read; the counts per rule are of all of them. */
const MOST_FINDINGS = 5_000

/** `GET /findings`, page after page; `next` is kept where the pages were not all read. */
export const findingsQuery = (query: {
  namespace?: readonly string[]
  severity?: readonly FindingsPage['counts'][number]['severity'][]
  at?: string
}) =>
  queryOptions<ApiAnswer<FindingsPage>, Error>({
    queryKey: ['/findings', 'all', query],
    queryFn: async ({ signal }) => {
      const read = (cursor?: string) =>
        request<FindingsPage>(
          { path: '/findings', query: { ...query, limit: PAGE_LIMIT, cursor } },
          { signal, report: noteCall },
        )
      const first = await read()
      const items = [...first.body.items]
      let { next } = first.body
      while (next !== undefined && items.length < MOST_FINDINGS) {
        const { body } = await read(next)
        items.push(...body.items)
        next = body.next
      }
      const { next: _, ...page } = first.body
      return { seq: first.seq, body: { ...page, items, ...(next !== undefined && { next }) } }
    },
    placeholderData: keepPreviousData,
    ...(query.at !== undefined && PAST),
  })

/** One page of a list of rollouts: each carries its course. */
const ROLLOUTS_PER_PAGE = 100

/** `GET /rollouts`, newest first, page after page as they are asked for. */
export const rolloutsQuery = (query: { namespace?: readonly string[]; workload?: string; at?: string }) =>
  infiniteQueryOptions({
    queryKey: ['/rollouts', 'pages', query] as const,
    queryFn: ({ signal, pageParam: cursor }): Promise<ApiAnswer<RolloutsPage>> =>
      request(
        { path: '/rollouts', query: { ...query, limit: ROLLOUTS_PER_PAGE, cursor } },
        { signal, report: noteCall },
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ body }) => body.next,
    ...(query.at !== undefined && PAST),
  })

/** `GET /rollouts/{id}` */
export const rolloutQuery = (id: string, query: { at?: string } = {}) =>
  ask<RolloutDetail>({ path: `/rollouts/${segment(id)}`, query })
