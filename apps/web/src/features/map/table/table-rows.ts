import type { CardState } from '../scene/card-state.ts'
import { compareText } from '../scene/order.ts'
import type { CardId, RouteCard, Scene, ServiceCard } from '../scene/scene.ts'
import type { Traffic } from '../scene/trace.ts'

export const TABLE_SORTS = ['service', 'namespace', 'state'] as const
export type TableSort = (typeof TABLE_SORTS)[number]

/** One row of the table: a Service, or what a rule names in its place. */
export interface TableRow {
  readonly card: ServiceCard
  /** Host and path of each rule that leads here. */
  readonly routes: readonly string[]
}

const WORST_FIRST: readonly CardState[] = ['none', 'missing', 'some', 'unknown', 'zero', 'all']

interface TableOptions {
  readonly traffic: Traffic
  readonly states: ReadonlyMap<CardId, CardState>
  readonly sort: TableSort
  readonly isDescending: boolean
  /** Only these, where something is asked for. */
  readonly hits: ReadonlySet<CardId> | undefined
}

/** Everything the flow shows of Services, as rows. */
export function tableRows(scene: Scene, { traffic, states, sort, isDescending, hits }: TableOptions): TableRow[] {
  const cards = scene.bands.flatMap(({ routed, unrouted }) => [...routed, ...unrouted])
  const asked = hits ? cards.filter(({ id }) => hits.has(id)) : cards
  const rank = ({ id }: ServiceCard) => WORST_FIRST.indexOf(states.get(id) ?? 'unknown')
  const byPlace = (a: ServiceCard, b: ServiceCard) =>
    compareText(a.namespace ?? '', b.namespace ?? '') || compareText(a.name, b.name) || compareText(a.id, b.id)
  const compare: Record<TableSort, (a: ServiceCard, b: ServiceCard) => number> = {
    service: (a, b) => compareText(a.name, b.name),
    namespace: byPlace,
    state: (a, b) => rank(a) - rank(b),
  }
  const sign = isDescending ? -1 : 1
  return [...asked]
    .sort((a, b) => sign * compare[sort](a, b) || byPlace(a, b))
    .map((card) => ({ card, routes: routesTo(card, scene, traffic) }))
}

function routesTo(card: ServiceCard, scene: Scene, traffic: Traffic): string[] {
  return (traffic.to.get(card.id) ?? []).flatMap(({ from, rule }) => {
    const route = scene.cards.get(from)
    return route?.column === 'routes' ? [routeText(route, rule)] : []
  })
}

function routeText({ hosts, rules }: RouteCard, rule: number): string {
  return `${hosts[0] ?? '*'}${rules[rule]?.path ?? ''}`
}
