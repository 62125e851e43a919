import {
  type Band,
  type Card,
  type EntryCard,
  type RouteCard,
  RULE_LIMIT,
  type Scene,
  type ServiceCard,
} from '../scene/scene.ts'
import type { Chart, Placed, PlacedBand } from './chart.ts'
import { type Density, SIZES, type Sizes } from './density.ts'
import { GROUP_LINE } from './grouping.ts'

export interface LayoutOptions {
  readonly density: Density
  /** Cards that show all of their rules. */
  readonly open: ReadonlySet<string>
  readonly hasRoutes: boolean
  /** Whether entries are drawn; default true. Where they are not, nothing stands beside them. */
  readonly hasEntries?: boolean
  /** Lines of endpoints of the Services that are opened; absent: none is. */
  readonly openLines?: ReadonlyMap<string, number> | undefined
}

/**
 * Give every card its place: each column one stack, walked once from the top.
 *
 * A route stands beside the first Service that only it has led to so far, an entry beside its first route, and a Service that
 * is exposed itself beside the entry of its own. Nothing looks back: what is added or removed moves only what comes after it in
 * its band, and the bands below. A change of state moves nothing, for no height depends on one, but that of a Service whose
 * endpoints are opened.
 */
export function layOut(scene: Scene, options: LayoutOptions): Chart {
  const walk = new Walk(options)
  for (const band of scene.bands) walk.addBand(band)
  return walk.finish()
}

/** How many rules of a card are written. */
export function shownRules(card: RouteCard, open: ReadonlySet<string>): number {
  const isWhole = open.has(card.id) || card.rules.length <= RULE_LIMIT + 1
  return isWhole ? card.rules.length : RULE_LIMIT
}

class Walk {
  readonly #sizes: Sizes
  readonly #options: LayoutOptions
  readonly #bands: PlacedBand[] = []
  readonly #entries: Placed<EntryCard>[] = []
  readonly #routes: Placed<RouteCard>[] = []
  readonly #services: Placed<ServiceCard>[] = []
  readonly #places = new Map<string, Placed>()
  #top = 0

  constructor(options: LayoutOptions) {
    this.#options = options
    this.#sizes = SIZES[options.density]
  }

  addBand(band: Band): void {
    const { bandHead, bandFoot, divider } = this.#sizes
    const start = this.#top + bandHead
    const stacks = { entries: start, routes: start, services: start }
    const place = <C extends Card>(list: Placed<C>[], card: C, from: number) =>
      this.#place(list, card, { band, from, stacks })

    const routed = new Map(band.routed.map((card) => [card.id, card]))
    const entries = new Map(band.entries.map((card) => [card.id, card]))
    const direct = new Map(band.entries.flatMap((card) => (card.exposes ? [[card.exposes.id, card]] : [])))
    const placeService = (card: ServiceCard, from: number) => {
      const entry = direct.get(card.id)
      const isBeside = entry !== undefined && this.#options.hasEntries !== false
      const top = isBeside ? Math.max(from, stacks.entries) : from
      place(this.#services, card, isBeside ? top + (this.#sizes.entry - this.#sizes.service) / 2 : top)
      if (entry === undefined) return
      entries.delete(entry.id)
      place(this.#entries, entry, Math.max(top, stacks.entries))
    }
    for (const route of this.#options.hasRoutes ? band.routes : []) {
      const own = new Set(route.rules.flatMap(({ targets }) => targets.flatMap(({ to }) => routed.get(to) ?? [])))
      const top = Math.max(stacks.routes, own.size > 0 ? stacks.services : 0)
      const firstSeen = route.entries.flatMap((id) => entries.get(id) ?? [])
      for (const entry of firstSeen) {
        entries.delete(entry.id)
        place(this.#entries, entry, Math.max(top, stacks.entries))
      }
      place(this.#routes, route, top)
      for (const service of own) {
        routed.delete(service.id)
        placeService(service, Math.max(top, stacks.services))
      }
    }
    for (const entry of entries.values()) if (!entry.exposes) place(this.#entries, entry, stacks.entries)
    for (const service of routed.values()) placeService(service, stacks.services)

    const dividerTop = band.unrouted.length > 0 && this.#options.hasRoutes ? stacks.services : undefined
    if (dividerTop !== undefined) stacks.services += divider
    for (const service of band.unrouted) {
      placeService(service, direct.has(service.id) ? Math.max(stacks.services, stacks.routes) : stacks.services)
    }

    const end = Math.max(stacks.entries, stacks.routes, stacks.services)
    this.#bands.push({ band, top: this.#top, height: end - this.#top + bandFoot - this.#sizes.gap, dividerTop })
    this.#top = end + bandFoot
  }

  #place<C extends Card>(
    list: Placed<C>[],
    card: C,
    { band, from, stacks }: { band: Band; from: number; stacks: Record<C['column'], number> },
  ): void {
    const placed = { card, band: band.namespace, top: from, height: this.#heightOf(card) }
    list.push(placed)
    this.#places.set(card.id, placed)
    stacks[card.column as C['column']] = from + placed.height + this.#sizes.gap
  }

  #heightOf(card: Card): number {
    const { service, entry, routeHead, routeFoot, rule } = this.#sizes
    if (card.column === 'services') return Math.max(service, GROUP_LINE * this.#openLines(card.id) + GROUP_LINE)
    if (card.column === 'entries') return entry
    if (rule === 0) return routeHead
    const shown = shownRules(card, this.#options.open)
    const rows = shown + (card.rules.length > RULE_LIMIT + 1 ? 1 : 0)
    return rows === 0 ? routeHead : routeHead + rows * rule + routeFoot
  }

  #openLines(id: string): number {
    const { density, openLines } = this.#options
    return (density === 'card' && openLines?.get(id)) || -1
  }

  finish(): Chart {
    return {
      height: this.#top,
      bands: this.#bands,
      entries: this.#entries,
      routes: this.#routes,
      services: this.#services,
      places: this.#places,
    }
  }
}
