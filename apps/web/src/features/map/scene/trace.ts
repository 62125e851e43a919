import type { CardId, Link, Scene } from './scene.ts'

/** Which links leave and reach each card. */
export interface Traffic {
  readonly from: ReadonlyMap<CardId, readonly Link[]>
  readonly to: ReadonlyMap<CardId, readonly Link[]>
}

/** The links of a scene by either of their ends. */
export function trafficOf({ links }: Scene): Traffic {
  const from = new Map<CardId, Link[]>()
  const to = new Map<CardId, Link[]>()
  for (const link of links) {
    push(from, link.from, link)
    push(to, link.to, link)
  }
  return { from, to }
}

function push(map: Map<CardId, Link[]>, id: CardId, link: Link): void {
  const links = map.get(id)
  if (links) links.push(link)
  else map.set(id, [link])
}

/** What traffic through one card touches. */
export interface Trace {
  readonly cards: ReadonlySet<CardId>
  readonly links: ReadonlySet<Link>
}

/**
 * The path through a card: everything that leads to it, and everything it leads to. It never turns round: the other rules
 * of a route that leads to a Service are not on that Service's path.
 *
 * @param rule only what this rule of the card leads to
 */
export function traceThrough(traffic: Traffic, id: CardId, rule?: number): Trace {
  const cards = new Set([id])
  const links = new Set<Link>()
  const follow = (at: CardId, side: 'from' | 'to') => {
    for (const link of traffic[side].get(at) ?? []) {
      if (side === 'from' && at === id && rule !== undefined && link.rule !== rule) continue
      links.add(link)
      const next = side === 'from' ? link.to : link.from
      if (cards.has(next)) continue
      cards.add(next)
      follow(next, side)
    }
  }
  follow(id, 'to')
  follow(id, 'from')
  return { cards, links }
}

/** All that traffic through an object touches, whichever of its cards it takes; `undefined` where it has no card. */
export function cardsAround(scene: Scene, traffic: Traffic, key: string): ReadonlySet<CardId> | undefined {
  const around = new Set<CardId>()
  for (const card of scene.cards.values()) {
    if (card.key === key) for (const id of traceThrough(traffic, card.id).cards) around.add(id)
  }
  return around.size > 0 ? around : undefined
}
