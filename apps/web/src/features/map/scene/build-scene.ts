import type { TopologyEdge, TopologyNode } from '@portolan/contract'
import { directEntry, entriesOf, parentEntry } from './entry-cards.ts'
import { compareText, groupBy } from './order.ts'
import { byEntryThenHost, isRouteNode, routeCards } from './route-cards.ts'
import { isToNowhere } from './route-rules.ts'
import type { Band, Card, EntryCard, Link, RouteCard, Scene, SceneCounts, ServiceCard } from './scene.ts'
import { type SceneSource, Scope } from './scope.ts'
import { elsewhereCard, serviceCard } from './service-cards.ts'

/** What runs a controller stands behind an entry, and is nobody's backend. */
const RUNS_CONTROLLERS: ReadonlySet<string> = new Set(['Deployment', 'DaemonSet', 'StatefulSet', 'Pod'])

/** Decide what the chart shows. Equal topologies give equal scenes, in whatever order their nodes and edges come. */
export function buildScene(source: SceneSource): Scene {
  const scope = new Scope(source)
  const byNamespace = new Map<string, DraftBand>()
  const draftOf = (namespace: string) => {
    const draft = byNamespace.get(namespace) ?? new DraftBand(namespace, scope)
    byNamespace.set(namespace, draft)
    return draft
  }
  for (const node of source.topology.nodes) {
    const band = isRouteNode(node) ? scope.bandOf(node) : scope.has(node.namespace) ? node.namespace : null
    if (band) draftOf(band).add(node)
  }
  const drafts = [...byNamespace.values()].sort((a, b) => compareText(a.namespace, b.namespace))
  for (const draft of drafts) draft.sortRoutes()
  const reached = new Set(drafts.flatMap((draft) => draft.targets()))
  const attached = new Set(source.topology.edges.flatMap(({ relation, to }) => (relation === 'parent' ? to : [])))
  return sceneOf(drafts.map((draft) => draft.finish(reached, attached)).filter(isNotEmpty))
}

/** A scene of these bands; what they lead to outside of themselves is simply not linked. */
export function sceneOf(bands: readonly Band[]): Scene {
  const cards = new Map<string, Card>()
  for (const { entries, routes, routed, unrouted } of bands) {
    for (const column of [entries, routes, routed, unrouted]) for (const card of column) cards.set(card.id, card)
  }
  const links = bands
    .flatMap(({ entries, routes }) => [...routes.flatMap(linksOf), ...entries.flatMap(directLink)])
    .filter(({ from, to }) => cards.has(from) && cards.has(to))
  return { bands, cards, links, counts: countScene(bands) }
}

function linksOf(route: RouteCard): Link[] {
  const fromEntries = route.entries.map(
    (entry): Link => ({ from: entry, rule: -1, to: route.id, state: 'resolved', share: 1, mark: route.mark }),
  )
  const fromRules = route.rules.flatMap(({ targets }, rule) =>
    targets.map(({ to, state, share = 1, mark }): Link => ({ from: route.id, rule, to, state, share, mark })),
  )
  return [...fromEntries, ...fromRules]
}

function directLink({ id, exposes, mark }: EntryCard): Link[] {
  return exposes ? [{ from: id, rule: -1, to: exposes.id, state: 'resolved', share: 1, mark, isDirect: true }] : []
}

function countScene(bands: readonly Band[]): SceneCounts {
  const counts = { rules: 0, rulesToNowhere: 0, services: 0 }
  const reached = new Set<string>()
  for (const { routes, routed, unrouted } of bands) {
    for (const { rules, isGhost } of routes) {
      if (isGhost) continue
      counts.rules += rules.length
      for (const rule of rules) {
        if (isToNowhere(rule)) counts.rulesToNowhere += 1
        for (const { to, state } of rule.targets) if (state === 'resolved') reached.add(to)
      }
    }
    counts.services += countServices({ routed, unrouted })
  }
  return { ...counts, reached: reached.size }
}

/** Services that are there and at home in the band: not ghosts, not what is only named. */
export function countServices({ routed, unrouted }: Pick<Band, 'routed' | 'unrouted'>): number {
  let count = 0
  for (const services of [routed, unrouted]) for (const card of services) if (isService(card)) count += 1
  return count
}

function isService({ kind, presence, isGhost, isElsewhere }: ServiceCard): boolean {
  return kind === 'Service' && presence === 'observed' && !isGhost && !isElsewhere
}

class DraftBand {
  readonly namespace: string
  readonly #scope: Scope
  readonly #entries = new Map<string, EntryCard>()
  readonly #routes: RouteCard[] = []
  readonly #services = new Map<string, ServiceCard>()

  constructor(namespace: string, scope: Scope) {
    this.namespace = namespace
    this.#scope = scope
  }

  add(node: TopologyNode): void {
    if (isRouteNode(node)) this.#addRoute(node)
    else if (node.kind === 'Gateway' || node.kind === 'ListenerSet')
      this.#addEntry(parentEntry(node, this.namespace, this.#scope))
    else if (!RUNS_CONTROLLERS.has(node.kind)) this.#addService(serviceCard(node, this.#scope))
  }

  #addRoute(node: TopologyNode): void {
    const entries = entriesOf(node, this.namespace, this.#scope)
    for (const entry of entries) this.#addEntry(entry)
    const toCard = (edge: TopologyEdge) => this.#targetId(edge.to)
    this.#routes.push(...routeCards(node, { entries, toCard, scope: this.#scope }))
  }

  #addEntry(entry: EntryCard): void {
    this.#entries.set(entry.id, entry)
  }

  #addService(card: ServiceCard): void {
    this.#services.set(card.id, card)
    const direct = directEntry(card, this.#scope)
    if (direct) this.#addEntry(direct)
  }

  #targetId(key: string): string {
    const node = this.#scope.nodes.get(key)
    if (!node || this.#scope.has(node.namespace)) return key
    const card = elsewhereCard(node, this.namespace, this.#scope)
    this.#addService(card)
    return card.id
  }

  sortRoutes(): void {
    this.#routes.sort(byEntryThenHost)
  }

  /** Every card its rules lead to, in their order, with repetitions. */
  targets(): string[] {
    return this.#routes.flatMap(({ rules }) => rules.flatMap(({ targets }) => targets.map(({ to }) => to)))
  }

  /**
   * @param reached every card that a rule of any band leads to
   * @param attached keys of what any route attaches to: drawn beside the route, not a second time at home
   */
  finish(reached: ReadonlySet<string>, attached: ReadonlySet<string>): Band {
    const byName = [...this.#services.values()].sort((a, b) => compareText(a.name, b.name) || compareText(a.id, b.id))
    const routed = new Set(this.targets().flatMap((id) => this.#services.get(id) ?? []))
    for (const card of byName) if (reached.has(card.id)) routed.add(card)
    const unrouted = byName.filter((card) => !routed.has(card))
    return {
      namespace: this.namespace,
      entries: inOrderOfUse(this.#entries, { routes: this.#routes, attached, services: [...routed, ...unrouted] }),
      routes: this.#routes,
      routed: [...routed],
      unrouted,
    }
  }
}

function isNotEmpty({ entries, routes, routed, unrouted }: Band): boolean {
  return entries.length + routes.length + routed.length + unrouted.length > 0
}

interface Uses {
  readonly routes: readonly RouteCard[]
  readonly attached: ReadonlySet<string>
  readonly services: readonly ServiceCard[]
}

/** Entries as the routes of the band first use them; those that no route attaches to anywhere, by id; those of Services. */
function inOrderOfUse(entries: ReadonlyMap<string, EntryCard>, { routes, attached, services }: Uses): EntryCard[] {
  const used = new Set(routes.flatMap((route) => route.entries))
  const unused = [...entries.values()].filter(
    ({ id, key, exposes }) => exposes === undefined && !used.has(id) && !attached.has(key),
  )
  const direct = groupBy(
    [...entries.values()].filter(({ exposes }) => exposes !== undefined),
    ({ exposes }) => exposes?.id ?? '',
  )
  return [
    ...[...used].flatMap((id) => entries.get(id) ?? []),
    ...unused.sort((a, b) => compareText(a.id, b.id)),
    ...services.flatMap(({ id }) => direct.get(id) ?? []),
  ]
}
