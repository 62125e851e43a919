import type { ServiceRow } from '@portolan/contract'
import { type ServiceState, serviceState } from '../../../cluster/service-state.ts'
import { isToNowhere } from './route-rules.ts'
import type { Card, EntryCard, RouteCard, ServiceCard } from './scene.ts'

/** What the live stream says of a Service; the topology's own counts where it says nothing. */
export type LiveCounts = Pick<ServiceRow, 'endpoints' | 'byRevision' | 'health' | 'reason'>

/** `missing`: named and not there. */
export type CardState = ServiceState | 'missing'

/** The state of a card in the column of Services: as the live row says, where there is one, else as the chart was read. */
export function serviceCardState(card: ServiceCard, row: LiveCounts | undefined): CardState {
  if (card.presence === 'referenced') return 'missing'
  if (card.presence === 'unknown') return 'unknown'
  if (card.kind !== 'Service') return 'all'
  return serviceState(row ?? card)
}

/** A route is as bad as its worst rule: one that leads nowhere. What its Services do, they say themselves. */
export function routeCardState(card: RouteCard): CardState {
  if (card.rules.some(isToNowhere)) return 'missing'
  return card.rules.some(({ targets }) => targets.some(({ state }) => state === 'unknown')) ? 'unknown' : 'all'
}

/** An entry is as bad as its own status says, or as the Pods that take its requests. */
export function entryCardState(card: EntryCard): CardState {
  if (card.presence === 'referenced') return 'missing'
  const { pods } = card.door
  if (pods && pods.ready < pods.total) return pods.ready === 0 ? 'none' : 'some'
  if (card.presence === 'unknown' || card.health === 'unknown') return 'unknown'
  return card.health === 'ok' ? 'all' : 'some'
}

export function cardState(card: Card, rowOf: (key: string) => LiveCounts | undefined): CardState {
  switch (card.column) {
    case 'services':
      return serviceCardState(card, rowOf(card.key))
    case 'routes':
      return routeCardState(card)
    case 'entries':
      return entryCardState(card)
  }
}

/** Something a reader should look at. What cannot be known, and what is meant to be empty, is no trouble. */
export function isTrouble(state: CardState): boolean {
  return state === 'none' || state === 'some' || state === 'missing'
}

const REASONS = [
  'all-ready',
  'some-ready',
  'none-ready',
  'only-terminating',
  'scaled-to-zero',
  'no-selector-match',
  'no-endpoints',
  'external-name',
  'missing',
] as const

/** A reason of the server as the catalogue knows it; `not-observed` for one that is newer than this page. */
export function knownReason(reason: string): (typeof REASONS)[number] | 'not-observed' {
  return REASONS.find((known) => known === reason) ?? 'not-observed'
}
