import type { CardState, LiveCounts } from '../scene/card-state.ts'
import { compareText } from '../scene/order.ts'
import type { CardId, RouteCard, Scene, ServiceCard } from '../scene/scene.ts'
import type { Traffic } from '../scene/trace.ts'

export const TABLE_SORTS = ['service', 'namespace', 'endpoints', 'state', 'from', 'revisions'] as const
export type TableSort = (typeof TABLE_SORTS)[number]

/** One row of the table: a Service, or what a rule names in its place. */
export interface TableRow {
  readonly card: ServiceCard
  /** Host and path of each rule that leads here. */
  readonly routes: readonly string[]
  /** As counted now, at most a second old. */
  readonly counts: LiveCounts
}

const WORST_FIRST: readonly CardState[] = ['none', 'missing', 'some', 'unknown', 'zero', 'all']

interface TableOptions {
  readonly traffic: Traffic
  readonly states: ReadonlyMap<CardId, CardState>
  readonly rowOf: (key: string) => LiveCounts | undefined
  readonly sort: TableSort
  readonly isDescending: boolean
  /** Only these, where something is asked for. */
  readonly hits: ReadonlySet<CardId> | undefined
}

/** Everything the flow shows of Services, as rows. */
export function tableRows(
  scene: Scene,
  { traffic, states, rowOf, sort, isDescending, hits }: TableOptions,
): TableRow[] {
  const cards = scene.bands.flatMap(({ routed, unrouted }) => [...routed, ...unrouted])
  const asked = hits ? cards.filter(({ id }) => hits.has(id)) : cards
  const rank = ({ id }: ServiceCard) => WORST_FIRST.indexOf(states.get(id) ?? 'unknown')
  const compare: Record<TableSort, (a: TableRow, b: TableRow) => number> = {
    service: (a, b) => compareText(a.card.name, b.card.name),
    namespace: byPlace,
    endpoints: (a, b) => a.counts.endpoints.ready - b.counts.endpoints.ready,
    state: (a, b) => rank(a.card) - rank(b.card),
    from: (a, b) => compareText(a.routes[0] ?? '', b.routes[0] ?? ''),
    revisions: (a, b) => compareText(revisionsOf(a).join(), revisionsOf(b).join()),
  }
  const sign = isDescending ? -1 : 1
  return asked
    .map((card) => ({ card, routes: routesTo(card, scene, traffic), counts: rowOf(card.key) ?? card }))
    .sort((a, b) => sign * compare[sort](a, b) || byPlace(a, b))
}

function byPlace({ card: a }: TableRow, { card: b }: TableRow): number {
  return compareText(a.namespace ?? '', b.namespace ?? '') || compareText(a.name, b.name) || compareText(a.id, b.id)
}

/** Revisions whose endpoints are there. */
export function revisionsOf({ counts }: Pick<TableRow, 'counts'>): string[] {
  return counts.byRevision.flatMap(({ revision }) => revision ?? [])
}

/** A row as a line of a file. */
export function tableLine({ card, routes, counts }: TableRow) {
  const { ready, unready, terminating } = counts.endpoints
  return {
    namespace: card.namespace,
    service: card.name,
    presence: card.presence,
    ...{ ready, unready, terminating },
    reason: counts.reason,
    routes: routes.join(' '),
    revisions: revisionsOf({ counts }).join(' '),
  }
}

/** Fields of a file by the column that shows them, where the names differ. */
export const TABLE_FIELDS = { endpoints: ['ready', 'unready', 'terminating'], state: ['reason'], from: ['routes'] }

function routesTo(card: ServiceCard, scene: Scene, traffic: Traffic): string[] {
  return (traffic.to.get(card.id) ?? []).flatMap(({ from, rule }) => {
    const route = scene.cards.get(from)
    return route?.column === 'routes' ? [routeText(route, rule)] : []
  })
}

function routeText({ hosts, rules }: RouteCard, rule: number): string {
  return `${hosts[0] ?? '*'}${rules[rule]?.path ?? ''}`
}
