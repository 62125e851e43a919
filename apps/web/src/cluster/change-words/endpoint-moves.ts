import type { RecordedChange } from '@portolan/contract'
import { asList, asRecord, asText } from './as-record.ts'
import type { EndpointName } from './change-phrase.ts'

type Difference = RecordedChange['differences'][number]

/** What a change did to one endpoint. */
export interface EndpointMove {
  readonly move: 'joined' | 'left' | 'becameReady' | 'becameUnready' | 'draining' | 'stoppedServing'
  /** Whether it was ready when it joined, or until it left. */
  readonly isReady: boolean
  /** `targetRef.uid`, or what stands in its place. */
  readonly identity: string
  /** Absent where the change tells neither address nor name. */
  readonly who?: EndpointName
}

const OF_SLICE = /^endpoints\[("?)(.*?)\1\](?:\.conditions\.(ready|serving|terminating))?$/
/** Of the first subset only: an address that is in others too neither comes nor goes with one of them. */
const OF_SUBSET = /^subsets\[0\]\.(addresses|notReadyAddresses)\[("?)(.*?)\2\]$/

/** What a change of an EndpointSlice did to its endpoints, one move each at most, in the order they are told. */
export function sliceMoves(differences: readonly Difference[]): EndpointMove[] {
  const byIdentity = new Map<string, Map<string | undefined, Difference>>()
  for (const difference of differences) {
    const [, , identity, condition] = OF_SLICE.exec(difference.path) ?? []
    if (identity === undefined) continue
    const known = byIdentity.get(identity) ?? new Map<string | undefined, Difference>()
    byIdentity.set(identity, known.set(condition, difference))
  }
  return [...byIdentity].flatMap(([identity, told]) => sliceMove(identity, told) ?? [])
}

function sliceMove(identity: string, told: ReadonlyMap<string | undefined, Difference>): EndpointMove | undefined {
  const whole = told.get(undefined)
  if (whole && 'before' in whole !== 'after' in whole) {
    const isJoining = 'after' in whole
    const endpoint = asRecord(isJoining ? whole.after : whole.before)
    // Absent means true (discovery.k8s.io/v1 EndpointConditions).
    const isReady = (asRecord(endpoint.conditions).ready ?? true) === true
    return { move: isJoining ? 'joined' : 'left', isReady, identity, ...named(nameOf(endpoint)) }
  }
  const ready = turned(told.get('ready'), true)
  const move = moveOf(ready, turned(told.get('serving'), true), turned(told.get('terminating'), false))
  return move && { move, isReady: ready === true, identity, ...named(nameInIdentity(identity)) }
}

function moveOf(
  ready: boolean | undefined,
  serving: boolean | undefined,
  terminating: boolean | undefined,
): EndpointMove['move'] | undefined {
  if (terminating === true) return 'draining'
  if (ready !== undefined) return ready ? 'becameReady' : 'becameUnready'
  return serving === false ? 'stoppedServing' : undefined
}

/** What a condition became; `undefined` where it means what it meant. @param absent what an absent condition means */
function turned(difference: Difference | undefined, absent: boolean): boolean | undefined {
  if (difference === undefined) return undefined
  const before = difference.before ?? absent
  const after = difference.after ?? absent
  return before === after ? undefined : after === true
}

/** What a change of an Endpoints object did: an address that goes from one list to the other changed its readiness. */
export function subsetMoves(differences: readonly Difference[]): EndpointMove[] {
  const all = differences.filter(({ path }) => path.startsWith('subsets'))
  const told = all.flatMap((difference) => {
    const [, list, , identity] = OF_SUBSET.exec(difference.path) ?? []
    return identity === undefined ? [] : [{ identity, isReady: list === 'addresses', difference }]
  })
  if (told.length < all.length) return []
  return [...new Set(told.map(({ identity }) => identity))].flatMap((identity) => {
    const mine = told.filter((one) => one.identity === identity)
    const came = mine.find(({ difference }) => 'after' in difference)
    const went = mine.find(({ difference }) => 'before' in difference)
    // Still in the list it was in, though something of it changed.
    if (came === went) return []
    const who = named(nameOf(asRecord(came?.difference.after ?? went?.difference.before)))
    const isReady = (came ?? went)?.isReady === true
    if (came && went) return { move: isReady ? 'becameReady' : 'becameUnready', isReady, identity, ...who }
    return { move: came ? 'joined' : 'left', isReady, identity, ...who }
  })
}

/** Of an endpoint of a slice, or an address of an Endpoints object. */
function nameOf(endpoint: Readonly<Record<string, unknown>>): EndpointName | undefined {
  const address = asText(asList(endpoint.addresses)[0]) ?? asText(endpoint.ip)
  const name = asText(asRecord(endpoint.targetRef).name)
  if (address === undefined && name === undefined) return undefined
  return { ...(address !== undefined && { address }), ...(name !== undefined && { name }) }
}

/** An endpoint without a target is identified by its address: `IPv4|10.0.0.7` (rule H.1). */
function nameInIdentity(identity: string): EndpointName | undefined {
  const address = identity.split('|')[1]
  return address ? { address } : undefined
}

function named(who: EndpointName | undefined): { readonly who?: EndpointName } {
  return who ? { who } : {}
}
