import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { EndpointSlice } from '../kubernetes/endpoint-slice.ts'
import { endpointIdentity, isTerminating } from '../kubernetes/endpoint-slice.ts'
import { keyOf } from '../kubernetes/object-key.ts'
import { anEndpointSlice, aPod, aService } from '../testing/index.ts'
import { LedgerTape, type Told } from '../testing/ledger-tape.ts'
import { endpointState } from './endpoint-state.ts'
import { ledgerCounts } from './ledger-counts.ts'
import type { EndpointState, LedgerInterval } from './ledger-types.ts'
import { serviceOfSlice } from './slice-service.ts'

const pods = ['a', 'b', 'c'].map((name) =>
  aPod(name, { ip: `10.0.0.${name}`, labels: { 'pod-template-hash': `of-${name}` } }),
)
const services = ['web', 'api'].flatMap((name) =>
  ['first', 'second'].map((uid) => aService(name, { uid: `${name}-${uid}` })),
)

const endpoint = fc.record(
  { pod: fc.constantFrom(...pods), ready: fc.boolean(), serving: fc.boolean(), terminating: fc.boolean() },
  { requiredKeys: ['pod'] },
)

const slice = fc
  .record({
    name: fc.constantFrom('one', 'two', 'three'),
    owner: fc.constantFrom(undefined, ...services),
    isMislabelled: fc.boolean(),
    endpoints: fc.uniqueArray(endpoint, { maxLength: 3, selector: ({ pod }) => pod }),
  })
  .map(({ name, owner, isMislabelled, endpoints }) => {
    const service = isMislabelled ? 'api' : (owner?.metadata.name ?? 'web')
    return anEndpointSlice(name, { service, endpoints, ...(owner && { owner }) })
  })

const told: fc.Arbitrary<Told> = fc.record({
  object: fc.oneof(
    { weight: 8, arbitrary: slice },
    { weight: 2, arbitrary: fc.constantFrom(...services) },
    fc.constantFrom(...pods),
  ),
  isGone: fc.integer({ max: 4 }).map((dice) => dice === 0),
})

/** What a watch can tell: only what is there goes, and another uid under a key comes after the one before it went. */
const tellings = fc.array(told, { maxLength: 40, size: 'max' }).map((all) => {
  const there = new Map<string, Told['object']>()
  return all.flatMap(({ object, isGone }) => {
    const before = there.get(keyOf(object))
    if (isGone) return there.delete(keyOf(object)) && before ? [{ object: before, isGone }] : []
    there.set(keyOf(object), object)
    const isReplaced = before !== undefined && before.metadata.uid !== object.metadata.uid
    return isReplaced ? [{ object: before, isGone: true }, { object }] : [{ object }]
  })
})

describe('LedgerFold', () => {
  test('intervals of one identity follow each other without overlap, each in another state than the one before', () => {
    fc.assert(
      fc.property(tellings, (all) => {
        for (const intervals of lanes(played(all))) {
          intervals.forEach((interval, index) => {
            const next = intervals[index + 1]
            if (!next) return
            expect(interval.toSeq).toBeLessThanOrEqual(next.fromSeq)
            expect(next.opened === 'changed').toBe(interval.closed === 'changed')
            if (interval.closed === 'changed')
              expect([interval.toSeq, next.state]).not.toEqual([next.fromSeq, interval.state])
          })
        }
      }),
    )
  })

  test('counts from the intervals are those of comparing every version of the whole union with the one before', () => {
    fc.assert(
      fc.property(tellings, (all) => {
        const tape = played(all)
        for (const service of ['default/web', 'default/api']) {
          expect(ledgerCounts(tape.book.page(service).intervals)).toEqual(naiveCounts(all, service))
        }
      }),
    )
  })

  test('a fold that is restored anywhere writes what it would have written', () => {
    fc.assert(
      fc.property(tellings, fc.array(fc.nat({ max: 60 }), { minLength: 1, maxLength: 5 }), (all, interruptions) => {
        expect(pages(played(all, interruptions))).toEqual(pages(played(all)))
      }),
    )
  })
})

function played(all: readonly Told[], interruptions: readonly number[] = []): LedgerTape {
  const tape = new LedgerTape()
  all.forEach((one, index) => {
    if (interruptions.includes(index)) tape.interrupt()
    tape.tell(one)
  })
  return tape
}

function pages({ book }: LedgerTape) {
  return book.services.map((service) => [service, book.page(service)])
}

function lanes({ book }: LedgerTape): LedgerInterval[][] {
  const lanes = new Map<string, LedgerInterval[]>()
  for (const service of book.services) {
    for (const interval of book.page(service).intervals) {
      const key = `${service} ${interval.identity}`
      lanes.set(key, [...(lanes.get(key) ?? []), interval])
    }
  }
  return [...lanes.values()]
}

type View = ReadonlyMap<string, EndpointState>

function naiveCounts(all: readonly Told[], service: string) {
  const counts = { added: 0, removed: 0, becameReady: 0, becameUnready: 0 }
  let slices: readonly EndpointSlice[] = []
  let view: View = new Map()
  for (const { object, isGone } of all) {
    if (object.kind !== 'EndpointSlice') continue
    const others = slices.filter(({ metadata }) => metadata.name !== object.metadata.name)
    slices = isGone ? others : [...others, object]
    const next = naiveView(slices.filter((one) => serviceOfSlice(one) === service))
    for (const identity of new Set([...view.keys(), ...next.keys()])) {
      const [before, after] = [view.get(identity), next.get(identity)]
      if (before === undefined) counts.added++
      if (after === undefined) counts.removed++
      if (before !== 'ready' && after === 'ready') counts.becameReady++
      if (before === 'ready' && after !== 'ready') counts.becameUnready++
    }
    view = next
  }
  return counts
}

/** @param slices in the order in which they were received */
function naiveView(slices: readonly EndpointSlice[]): View {
  const all = slices.flatMap((one) =>
    one.endpoints.map((endpoint) => ({ identity: endpointIdentity(one, endpoint), endpoint })),
  )
  const terminatingFirst = [
    ...all.filter(({ endpoint }) => isTerminating(endpoint)),
    ...all.filter(({ endpoint }) => !isTerminating(endpoint)),
  ]
  return new Map(terminatingFirst.map(({ identity, endpoint }) => [identity, endpointState(endpoint)]))
}
