'use client'

import type {
  AlertDetail,
  AlertPreview,
  AlertRule,
  AlertRuleHistory,
  AlertRules,
  AlertsPage,
  DeliveriesPage,
  Incident,
  IncidentsPage,
  ReceiversPage,
  SilencesPage,
} from '@portolan/contract'
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { noteCall } from './call-registry.ts'
import { type ApiAnswer, type ApiRequest, request, segment } from './request.ts'

/** Which alerts. An absent member means all. */
export interface AlertsFilter {
  readonly state?: readonly AlertDetail['state'][]
  readonly severity?: readonly AlertDetail['severity'][]
  readonly detector?: readonly AlertDetail['detector'][]
  readonly namespace?: readonly string[]
  /** Raised by these rules, by id. */
  readonly rule?: readonly string[]
  /** Firing at any time from here … */
  readonly from?: string
  /** … to here; both are instants as in `at`. */
  readonly to?: string
}

const PER_PAGE = 100
/** Of what the socket does not tell: messages and receivers, and up to where the log was judged. */
const READ_AGAIN_MS = 10_000
/** Silences begin and end by the clock alone. */
const SILENCES_AGAIN_MS = 30_000

const ABOUT_ALERTS = ['/alerts', '/incidents', '/alert-rules', '/silences', '/receivers', '/deliveries']

/** Whether an answer may read otherwise once something about alerts changed. */
export function isAboutAlerts([path]: readonly unknown[]): boolean {
  return ABOUT_ALERTS.some((about) => String(path).startsWith(about))
}

function ask<Body>({ path, query = {} }: ApiRequest) {
  return queryOptions<ApiAnswer<Body>, Error>({
    queryKey: [path, query],
    queryFn: ({ signal }) => request<Body>({ path, query }, { signal, report: noteCall }),
  })
}

function pages<Body extends { readonly next?: string | undefined }>(path: string, query: ApiRequest['query']) {
  return infiniteQueryOptions({
    queryKey: [path, 'pages', query] as const,
    queryFn: ({ signal, pageParam: cursor }): Promise<ApiAnswer<Body>> =>
      request({ path, query: { ...query, limit: PER_PAGE, cursor } }, { signal, report: noteCall }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ body }) => body.next,
  })
}

/** `GET /alerts`: the newest that fire. */
export const newestAlertsQuery = () => ask<AlertsPage>({ path: '/alerts', query: { state: 'firing', limit: 20 } })

/** `GET /alerts`: up to where the log was judged. */
export const judgedQuery = () => ({
  ...ask<AlertsPage>({ path: '/alerts', query: { state: 'firing', limit: 1 } }),
  refetchInterval: READ_AGAIN_MS,
})

/** `GET /alerts`, newest first, page after page as they are asked for. */
export const alertsQuery = (filter: AlertsFilter) => pages<AlertsPage>('/alerts', { ...filter })

/** `GET /alerts/{id}` */
export const alertQuery = (id: string) => ask<AlertDetail>({ path: `/alerts/${segment(id)}` })

/** `GET /incidents/{id}`: with everything that became of its alerts. */
export const incidentQuery = (id: string) => ask<Incident>({ path: `/incidents/${segment(id)}` })

/** `GET /incidents`, page after page as they are asked for. */
export const incidentsQuery = (filter: Pick<AlertsFilter, 'state' | 'namespace' | 'from' | 'to'>) =>
  pages<IncidentsPage>('/incidents', { ...filter })

/** `GET /alert-rules`, in the order in which they are asked. */
export const alertRulesQuery = () => ask<AlertRules>({ path: '/alert-rules' })

/** How long a history of a rule is looked at before it is asked for again. */
const HISTORY_AGAIN_MS = 60_000

/** `GET /alert-rules/{id}/history`: how often it fired. `from` is an instant as in `at`, `step` in ms. */
export const ruleHistoryQuery = (id: string, query: { readonly from: string; readonly step: number }) =>
  queryOptions({
    ...ask<AlertRuleHistory>({ path: `/alert-rules/${segment(id)}/history`, query }),
    queryKey: ['rule history', id, query],
    staleTime: HISTORY_AGAIN_MS,
    refetchInterval: HISTORY_AGAIN_MS,
  })

/** `POST /alert-rules/preview`: what a rule, kept or not, would have raised since then. Refused where the rule is wrong. */
export const rulePreviewQuery = (rule: AlertRule, query: { readonly from: string }) =>
  queryOptions<ApiAnswer<AlertPreview>, Error>({
    queryKey: ['rule preview', rule, query],
    queryFn: ({ signal }) =>
      request<AlertPreview>(
        { method: 'POST', path: '/alert-rules/preview', query, body: rule },
        { signal, report: noteCall },
      ),
    staleTime: HISTORY_AGAIN_MS,
    retry: false,
  })

/** `GET /silences` */
export const silencesQuery = () => ({
  ...ask<SilencesPage>({ path: '/silences', query: { limit: 1000 } }),
  refetchInterval: SILENCES_AGAIN_MS,
})

/** `GET /receivers` */
export const receiversQuery = () => ({
  ...ask<ReceiversPage>({ path: '/receivers' }),
  refetchInterval: READ_AGAIN_MS,
})

/** `GET /deliveries`, newest first, page after page as they are asked for. */
export const deliveriesQuery = (filter: {
  readonly state?: DeliveriesPage['items'][number]['state']
  readonly receiver?: string
}) => ({ ...pages<DeliveriesPage>('/deliveries', { ...filter }), refetchInterval: READ_AGAIN_MS })
