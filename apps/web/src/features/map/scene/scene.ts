import type { ServiceRow, TopologyNode } from '@portolan/contract'
import type { FrontDoor } from './front-door.ts'
import type { Mark } from './marks.ts'

/**
 * What the chart shows, decided once: layout, edges, hit test, keyboard, minimap and table read nothing else.
 *
 * Bands are sorted by namespace. Within a band, routes are ordered by entry, host and name; Services by the first rule that
 * leads to them, those without one last, by name. No order depends on what was there before, so a link, a reload and a live
 * picture agree.
 */
export interface Scene {
  readonly bands: readonly Band[]
  readonly links: readonly Link[]
  readonly cards: ReadonlyMap<CardId, Card>
  readonly counts: SceneCounts
}

/** Names one card; never shown. An object has several where several bands, or hosts, show it. */
export type CardId = string

export interface Band {
  readonly namespace: string
  readonly entries: readonly EntryCard[]
  readonly routes: readonly RouteCard[]
  /** Reached by a rule, in the order of the rules. */
  readonly routed: readonly ServiceCard[]
  /** Reached by none, by name. */
  readonly unrouted: readonly ServiceCard[]
}

export type Card = EntryCard | RouteCard | ServiceCard

interface CardIdentity {
  readonly id: CardId
  /** The object it stands for. */
  readonly key: string
  readonly kind: string
  readonly namespace: string | null
  readonly name: string
  readonly presence: TopologyNode['presence']
  readonly health: TopologyNode['health']
  /** It went a moment ago and is shown until the eye has seen that. */
  readonly isGhost: boolean
  /** How it differs, where two instants are compared. */
  readonly mark?: Mark | undefined
}

/**
 * Where traffic comes in: a Gateway, a class of Ingresses with the addresses they are published at, or the addresses and node
 * ports of one Service, past any route.
 */
export interface EntryCard extends CardIdentity {
  readonly column: 'entries'
  /** What status publishes, else where its controller is reached; empty where neither is known. */
  readonly addresses: readonly string[]
  /** Of a Gateway: `HTTPS :443`. */
  readonly listeners: readonly string[]
  /** Who serves it, and the ways in to that. */
  readonly door: FrontDoor
  /** Of an IngressClass. */
  readonly controller: string | undefined
  /** The Service it belongs to, where it leads straight to one. */
  readonly exposes?: ServiceCard | undefined
}

/** The rules of one Ingress for one host, or of one route object. */
export interface RouteCard extends CardIdentity {
  readonly column: 'routes'
  /** Empty: every host. */
  readonly hosts: readonly string[]
  readonly isTls: boolean
  readonly rules: readonly Rule[]
  /** Where it is attached; drawn as a chip where the column of entries has no room. */
  readonly entries: readonly CardId[]
}

export interface Rule {
  /** `/api`; absent where a rule matches by something else, or everything. */
  readonly path: string | undefined
  readonly pathType: string | undefined
  /** What else has to match, or the kind of a rule that has no path: `GET`, `x-canary: 1`, `default backend`. */
  readonly conditions: readonly string[]
  readonly isDefaultBackend: boolean
  readonly targets: readonly Target[]
}

export interface Target {
  readonly to: CardId
  readonly port: number | string | undefined
  /** Part of the rule's traffic, where the rule has several backends. */
  readonly share: number | undefined
  readonly state: LinkState
  /** Why it leads nowhere. */
  readonly why: 'no-object' | 'no-port' | 'refused' | undefined
  readonly mark?: Mark | undefined
}

/** `refused`: the backend is there and its namespace does not let the route in. */
export type LinkState = 'resolved' | 'missing' | 'unknown' | 'ambiguous' | 'refused'

/** A Service, or whatever else a rule names as its backend. */
export interface ServiceCard extends CardIdentity {
  readonly column: 'services'
  /** Pinned: drawn a second time, on top; this is the card in its place. */
  readonly copyOf?: CardId | undefined
  /** Drawn at the edge of another band because its own is not in scope. */
  readonly isElsewhere: boolean
  readonly type: string | undefined
  readonly clusterIP: string | undefined
  readonly ports: readonly string[]
  /** As the topology counted; the live row, where there is one, is newer. */
  readonly endpoints: ServiceRow['endpoints']
  readonly byRevision: ServiceRow['byRevision']
  readonly reason: string
  /** Where two instants are compared and it changed: what it had before. */
  readonly before?: ServiceRow['endpoints'] | undefined
}

/** The card in its place: itself, but for the copy of a pinned one. */
export function originalId(card: Card): CardId {
  return card.column === 'services' ? (card.copyOf ?? card.id) : card.id
}

/** One line of the chart, in the direction of traffic. */
export interface Link {
  readonly from: CardId
  /** Which rule of a route it leaves; −1 from an entry. */
  readonly rule: number
  readonly to: CardId
  readonly state: LinkState
  readonly share: number
  readonly mark?: Mark | undefined
  /** From an entry straight to a Service, past the column of routes. */
  readonly isDirect?: boolean
}

/** Of everything in scope, whatever is collapsed, filtered or out of sight. */
export interface SceneCounts {
  readonly rules: number
  /** Rules of which a target is missing or refuses. */
  readonly rulesToNowhere: number
  /** Services that a rule leads to. */
  readonly reached: number
  readonly services: number
}

/** How many rules a card shows before "+n rules". */
export const RULE_LIMIT = 6
