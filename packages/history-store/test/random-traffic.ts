import {
  differences,
  type EndpointSlice,
  type LedgerEntry,
  LedgerFold,
  type Pod,
  type RecordedChange,
  type WatchedObject,
} from '@portolan/domain'
import { anEndpointSlice, aPod, aService } from '@portolan/domain/testing'
import fc from 'fast-check'

/** One change, and what it writes into ledgers. */
export interface Telling {
  readonly change: RecordedChange
  readonly ledger: readonly LedgerEntry[]
}

interface Step {
  readonly slot: number
  readonly isDeletion: boolean
  readonly endpoints: readonly { readonly pod: number; readonly ready: boolean; readonly terminating: boolean }[]
  /** How far the clock moves: back as well. */
  readonly clockMs: number
  readonly evidence: RecordedChange['evidence']
  readonly noise: number
}

const NAMESPACES = ['shop', 'bank']
const SLICES = ['one', 'two']

const pods = NAMESPACES.flatMap((namespace) => ['a', 'b', 'c', 'd'].map((name) => aPod(name, { namespace })))
const services = NAMESPACES.map((namespace) => aService('web', { namespace }))

const ahead = [
  { weight: 8, arbitrary: fc.nat(20_000) },
  { weight: 2, arbitrary: fc.constant(0) },
]
const back = { weight: 1, arbitrary: fc.integer({ min: -90_000, max: 90_000 }) }

const stepOf = (clockMs: fc.Arbitrary<number>): fc.Arbitrary<Step> =>
  fc.record({
    slot: fc.oneof({ weight: 5, arbitrary: fc.nat(3) }, { weight: 1, arbitrary: fc.nat(13) }),
    isDeletion: fc.nat(9).map((dice) => dice === 0),
    endpoints: fc.uniqueArray(fc.record({ pod: fc.nat(3), ready: fc.boolean(), terminating: fc.boolean() }), {
      maxLength: 4,
      selector: ({ pod }) => pod,
    }),
    clockMs,
    evidence: fc.constantFrom('watched', 'watched', 'listed', 'initial'),
    noise: fc.nat(),
  })

/**
 * The log of two Services whose slices, Pods and selves come, change and go, as a recorder writes it.
 *
 * @param hasSteadyClock else it is set back now and then
 */
export function randomTraffic({ maxLength = 120, hasSteadyClock = false } = {}): fc.Arbitrary<readonly Telling[]> {
  const step = stepOf(fc.oneof(...ahead, ...(hasSteadyClock ? [] : [back])))
  return fc.array(step, { minLength: 1, maxLength, size: 'max' }).map(tellingsOf)
}

function tellingsOf(steps: readonly Step[]): Telling[] {
  const tellings: Telling[] = []
  const living = new Map<number, WatchedObject>()
  const fold = new LedgerFold((uid) => [...living.values()].find((object) => object.metadata.uid === uid) as Pod)
  let clock = Date.UTC(2026, 10, 21)
  for (const step of steps) {
    clock += step.clockMs
    const before = living.get(step.slot)
    const after = step.isDeletion ? undefined : objectOf(step)
    const found = before && after ? differences(after.kind, before, after) : []
    if (before ? after && found.length === 0 : !after) continue
    const change = changeOf(step, { seq: tellings.length + 1, clock, before, after, found })
    if (after) living.set(step.slot, after)
    else living.delete(step.slot)
    tellings.push({ change, ledger: fold.apply(change, before, after) })
  }
  return tellings
}

interface Version {
  readonly seq: number
  readonly clock: number
  readonly before: WatchedObject | undefined
  readonly after: WatchedObject | undefined
  readonly found: RecordedChange['differences']
}

function changeOf({ evidence }: Step, { seq, clock, before, after, found }: Version): RecordedChange {
  const { kind, metadata } = (after ?? before) as WatchedObject
  const { name, namespace, uid } = metadata
  const type = after === undefined ? 'deleted' : before === undefined ? 'added' : 'modified'
  return {
    ...{ seq, change: type, evidence, observedAt: clock, observedFrom: clock, kind, name, uid },
    ...(namespace !== undefined && { namespace }),
    resourceVersion: String(seq),
    differences: after && before === undefined ? [{ path: '', after }] : found,
  }
}

/** Slots: four slices, two Services, eight Pods. Every version has a label that does not compress, to fill blocks. */
function objectOf({ slot, endpoints, noise }: Step): WatchedObject {
  const object = plainObjectOf(slot, endpoints)
  return { ...object, metadata: { ...object.metadata, labels: { ...object.metadata.labels, noise: noiseOf(noise) } } }
}

function plainObjectOf(slot: number, endpoints: Step['endpoints']): WatchedObject {
  if (slot >= 6) return pods[slot - 6] as Pod
  if (slot >= 4) return services[slot - 4] as WatchedObject
  const namespace = NAMESPACES[slot % 2] ?? ''
  const ofNamespace = pods.filter(({ metadata }) => metadata.namespace === namespace)
  return anEndpointSlice(SLICES[Math.floor(slot / 2)] ?? '', {
    namespace,
    service: 'web',
    endpoints: endpoints.map(({ pod, ready, terminating }) => ({ pod: ofNamespace[pod] as Pod, ready, terminating })),
  }) as EndpointSlice
}

function noiseOf(seed: number): string {
  let state = seed + 1
  let text = ''
  while (text.length < 500) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    text += state.toString(36)
  }
  return text
}
