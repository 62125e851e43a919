import assert from 'node:assert/strict'
import { differences, type RecordedChange, type WatchedKind, type WatchedObject } from '@portolan/domain'
import fc from 'fast-check'

/** A log, and after each of its changes everything that existed, by uid. */
export interface RandomLog {
  readonly changes: readonly RecordedChange[]
  /** `states[seq]`; `states[0]` is empty. */
  readonly states: readonly ReadonlyMap<string, WatchedObject>[]
}

interface Step {
  readonly slot: number
  readonly isDeletion: boolean
  readonly noise: string
  /** How far the clock moves: back as well. */
  readonly clockMs: number
  readonly uncertainMs: number
  readonly evidence: RecordedChange['evidence']
  readonly version: string
  readonly isManaged: boolean
}

interface Slot {
  readonly kind: WatchedKind
  readonly namespace?: string
  readonly name: string
}

const SLOTS: readonly Slot[] = [
  { kind: 'Service', namespace: 'shop', name: 'web' },
  { kind: 'Service', namespace: 'shop', name: 'api' },
  { kind: 'Pod', namespace: 'shop', name: 'web' },
  { kind: 'Pod', namespace: 'shop', name: 'web-2' },
  { kind: 'Pod', namespace: 'bank', name: 'web' },
  { kind: 'Service', namespace: 'bank', name: 'ledger' },
  { kind: 'Node', name: 'node-01' },
  { kind: 'Node', name: 'node-02' },
]

const step: fc.Arbitrary<Step> = fc.record({
  slot: fc.nat(SLOTS.length - 1),
  isDeletion: fc.nat(7).map((number) => number === 7),
  noise: fc.oneof(
    { weight: 6, arbitrary: noiseOf(300) },
    { weight: 2, arbitrary: noiseOf(8) },
    { weight: 1, arbitrary: noiseOf(9_000) },
  ),
  clockMs: fc.oneof(
    { weight: 5, arbitrary: fc.nat(50) },
    { weight: 1, arbitrary: fc.integer({ min: -2_000, max: 2_000 }) },
  ),
  uncertainMs: fc.oneof(fc.constant(0), fc.nat(60_000)),
  evidence: fc.constantFrom('watched', 'listed', 'initial'),
  version: fc.oneof(fc.nat().map(String), fc.constantFrom('', '007', 'abc', '99999999999999999999')),
  isManaged: fc.boolean(),
})

/** Text that does not compress, so that small logs fill many blocks. */
function noiseOf(length: number): fc.Arbitrary<string> {
  return fc.nat().map((seed) => {
    let state = seed + 1
    let text = ''
    while (text.length < length) {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
      text += state.toString(36)
    }
    return text.slice(0, length)
  })
}

/** Logs as a recorder writes them: objects come, change, go and come again under another uid; the clock steps. */
export function randomLogs(maxLength = 150): fc.Arbitrary<RandomLog> {
  return fc.array(step, { minLength: 1, maxLength, size: 'max' }).map(logOf)
}

function logOf(steps: readonly Step[]): RandomLog {
  const changes: RecordedChange[] = []
  const states: ReadonlyMap<string, WatchedObject>[] = [new Map()]
  const living = new Map<number, WatchedObject>()
  let clock = Date.UTC(2026, 10, 21)
  for (const step of steps) {
    clock += step.clockMs
    const before = living.get(step.slot)
    if (step.isDeletion && before === undefined) continue
    const seq = changes.length + 1
    const after = step.isDeletion ? undefined : objectOf(step, before?.metadata.uid ?? uidOf(seq))
    if (before && after && differences(before.kind, before, after).length === 0) continue
    changes.push(changeOf(step, { seq, clock, before, after }))
    if (after) living.set(step.slot, after)
    else living.delete(step.slot)
    states.push(new Map([...living.values()].map((object) => [object.metadata.uid, object])))
  }
  return { changes, states }
}

function changeOf(
  step: Step,
  {
    seq,
    clock,
    before,
    after,
  }: { seq: number; clock: number; before: WatchedObject | undefined; after: WatchedObject | undefined },
): RecordedChange {
  return {
    seq,
    change: after === undefined ? 'deleted' : before === undefined ? 'added' : 'modified',
    evidence: step.evidence,
    observedAt: clock,
    observedFrom: clock - step.uncertainMs,
    ...slotAt(step.slot),
    uid: (after ?? before)?.metadata.uid ?? '',
    resourceVersion: step.version,
    ...(step.isManaged && { writer: { manager: 'kubectl', operation: 'Apply', time: '2026-11-20T23:59:58Z' } }),
    differences: after === undefined ? [] : differences(after.kind, before, after),
  }
}

function objectOf({ slot, noise }: Step, uid: string): WatchedObject {
  const { kind, namespace, name } = slotAt(slot)
  return {
    apiVersion: 'v1',
    kind,
    metadata: {
      annotations: {},
      creationTimestamp: '2026-11-21T00:00:00Z',
      labels: { noise, [`length-${noise.length}`]: 'yes' },
      name,
      ...(namespace !== undefined && { namespace }),
      ownerReferences: [],
      uid,
    },
  } as unknown as WatchedObject
}

const uidOf = (seq: number): string => `00000000-0000-4000-8000-${String(seq).padStart(12, '0')}`

function slotAt(index: number): Slot {
  const slot = SLOTS[index]
  assert(slot, `no slot ${index}`)
  return slot
}
