import type { FindingsByKey, ObjectFindings } from '../badges/findings-by-key.ts'
import { type CardState, cardState, isTrouble, type LiveCounts } from '../scene/card-state.ts'
import type { Card, RouteCard, ServiceCard } from '../scene/scene.ts'
import type { FilterState, Term } from './parse-filter.ts'

export type RowOf = (key: string) => LiveCounts | undefined

/** What is known of cards beside themselves. */
export interface Known {
  readonly rowOf: RowOf
  readonly findings: FindingsByKey
  /** Keys of the objects that a term finds behind the chart; `undefined` while that is asked, and where it was refused. */
  readonly behind: (term: Term) => ReadonlySet<string> | undefined
}

/** Terms that say nothing of a card itself: without an answer they can be judged by nothing. */
const BEHIND_ONLY: ReadonlySet<Term['key']> = new Set(['changed', 'label', 'node', 'pod'])

/** Whether a term is answered as far as it can be asked of anything. */
export function isJudged(term: Term, { behind }: Pick<Known, 'behind'>): boolean {
  return !BEHIND_ONLY.has(term.key) || behind(term) !== undefined
}

/** Whether every term holds for a card. A term that cannot apply to a kind of card (`host:` to a Service) does not hold. */
export function matchesCard(card: Card, terms: readonly Term[], known: Known): boolean {
  return terms.every((term) => holds(card, term, known) !== term.isInverted)
}

function holds(card: Card, term: Term, { rowOf, findings, behind }: Known): boolean {
  const { key, values } = term
  const isBehind = () => behind(term)?.has(card.key) ?? false
  switch (key) {
    case undefined:
      return values.some((value) => wordsOf(card).some((word) => word.includes(value))) || isBehind()
    case 'kind':
      return values.includes(card.kind.toLowerCase())
    case 'namespace':
      return values.includes(card.namespace ?? '')
    case 'state':
      return values.some((value) => isInState(card, value as FilterState, rowOf))
    case 'host':
      return card.column === 'routes' && values.some((value) => card.hosts.some((host) => host.includes(value)))
    case 'path':
      return card.column === 'routes' && values.some((value) => card.rules.some(({ path }) => path?.startsWith(value)))
    case 'port':
      return values.some((value) => portsOf(card).includes(value))
    case 'revision':
      return card.column === 'services' && values.some((value) => hasRevision(card, value, rowOf))
    case 'finding':
      return values.some((value) => hasFinding(findings.get(card.key), value))
    case 'rule':
      return values.some((value) => findings.get(card.key)?.rules.some((rule) => rule.toLowerCase().startsWith(value)))
    case 'ip':
      return values.some((value) => addressesOf(card).some((address) => address.startsWith(value))) || isBehind()
    case 'health':
      return values.includes(healthOf(card, rowOf))
    case 'changed':
    case 'label':
    case 'node':
    case 'pod':
      return isBehind()
  }
}

function healthOf(card: Card, rowOf: RowOf): Card['health'] {
  return (card.column === 'services' ? rowOf(card.key)?.health : undefined) ?? card.health
}

function hasFinding(found: ObjectFindings | undefined, wanted: string): boolean {
  return found !== undefined && (wanted === 'any' || found.severities.some((severity) => severity === wanted))
}

function wordsOf(card: Card): string[] {
  const own = [card.name, card.namespace ?? '', ...addressesOf(card)]
  return (card.column === 'routes' ? [...own, ...card.hosts, ...pathsOf(card)] : own).map((word) => word.toLowerCase())
}

function pathsOf({ rules }: RouteCard): string[] {
  return rules.flatMap(({ path }) => path ?? [])
}

function portsOf(card: Card): string[] {
  if (card.column === 'routes') return card.rules.flatMap(({ targets }) => targets.map(({ port }) => String(port)))
  return card.column === 'services' ? card.ports.map((port) => port.replace(/\/.*/, '')) : []
}

function addressesOf(card: Card): readonly string[] {
  if (card.column === 'entries') return card.addresses
  return card.column === 'services' && card.clusterIP !== undefined ? [card.clusterIP] : []
}

function hasRevision(card: ServiceCard, value: string, rowOf: RowOf): boolean {
  return (rowOf(card.key) ?? card).byRevision.some(({ revision }) => revision?.startsWith(value))
}

function isInState(card: Card, wanted: FilterState, rowOf: RowOf): boolean {
  const state = cardState(card, rowOf)
  const endpoints = card.column === 'services' ? (rowOf(card.key) ?? card).endpoints : undefined
  switch (wanted) {
    case 'bad':
      return isTrouble(state)
    case 'draining':
      return (endpoints?.terminating ?? 0) > 0
    case 'unready':
      return (endpoints?.unready ?? 0) > 0 || state === 'none'
    default:
      return STATES[wanted].includes(state)
  }
}

const STATES: Record<Exclude<FilterState, 'bad' | 'draining' | 'unready'>, readonly CardState[]> = {
  ready: ['all'],
  missing: ['missing'],
  unknown: ['unknown'],
  zero: ['zero'],
}
