import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { applyDifferences } from '../history/apply-differences.ts'
import { differences } from '../history/find-differences.ts'
import type { EndpointSlice } from '../kubernetes/endpoint-slice.ts'
import { anEndpointSlice, aPod, type EndpointOptions } from '../testing/index.ts'
import { SliceUnion } from './slice-union.ts'

const pods = ['a', 'b', 'c'].map((name) => aPod(name, { ip: `10.0.0.${name}` }))

const endpoint = fc.record({ pod: fc.constantFrom(...pods), ready: fc.boolean(), terminating: fc.boolean() })

/** One endpoint comes in the place of another, or beside them, or goes. One Pod may be there twice, in one slice or in two. */
const edits = fc.array(
  fc.record({
    name: fc.constantFrom('one', 'two'),
    place: fc.nat({ max: 3 }),
    endpoint: fc.option(endpoint, { freq: 6, nil: undefined }),
  }),
  { maxLength: 30, size: 'max' },
)

type Edits = typeof edits extends fc.Arbitrary<infer Value> ? Value : never

/** What each edit leaves; `after` absent where no endpoint is left, for then the slice is deleted. */
function versionsOf(all: Edits): { readonly before?: EndpointSlice; readonly after?: EndpointSlice }[] {
  const endpoints = new Map<string, readonly EndpointOptions[]>()
  const slices = new Map<string, EndpointSlice>()
  return all.map(({ endpoint, name, place }) => {
    const left = endpoints.get(name) ?? []
    const joined = [...left.slice(0, place), ...(endpoint ? [endpoint] : []), ...left.slice(place + 1)]
    endpoints.set(name, joined)
    const before = slices.get(name)
    const after = joined.length === 0 ? undefined : sharedWith(before, anEndpointSlice(name, { endpoints: joined }))
    if (after) slices.set(name, after)
    else slices.delete(name)
    return { ...(before && { before }), ...(after && { after }) }
  })
}

/** The next version as a snapshot has it: what did not change is the same object. */
function sharedWith(before: EndpointSlice | undefined, after: EndpointSlice): EndpointSlice {
  return applyDifferences(before, differences('EndpointSlice', before, after)) as EndpointSlice
}

const statesOf = (union: SliceUnion) => new Map([...union.all()].map(([identity, { state }]) => [identity, state]))

describe('SliceUnion', () => {
  test('[D.4.7] says of versions that share what did not change what it says of those that share nothing', () => {
    fc.assert(
      fc.property(edits, (all) => {
        const [sharing, apart] = [new SliceUnion(), new SliceUnion()]
        for (const [seq, { before, after }] of versionsOf(all).entries()) {
          if (after) apart.receive(structuredClone(after), structuredClone(before), seq)
          else if (before) apart.remove(structuredClone(before))
          if (after) sharing.receive(after, before, seq)
          else if (before) sharing.remove(before)
          expect(new Map(sharing.all())).toEqual(new Map(apart.all()))
          expect(sharing.sliceCount).toBe(apart.sliceCount)
        }
      }),
    )
  })

  test('[D.4.7] every identity whose state is another is among those that are touched', () => {
    fc.assert(
      fc.property(edits, (all) => {
        const union = new SliceUnion()
        for (const [seq, { before, after }] of versionsOf(all).entries()) {
          const known = statesOf(union)
          const touched = after ? union.receive(after, before, seq) : before ? union.remove(before) : new Set<string>()
          const now = statesOf(union)
          const changed = [...known.keys(), ...now.keys()].filter(
            (identity) => known.get(identity) !== now.get(identity),
          )
          expect([...touched]).toEqual(expect.arrayContaining(changed))
        }
      }),
    )
  })

  test('of a version that shares the others, only the endpoint that changed is touched', () => {
    const union = new SliceUnion()
    const first = anEndpointSlice('one', { endpoints: pods.map((pod) => ({ pod, ready: true })) })
    union.receive(first, undefined, 1)
    const endpoints = pods.map((pod) => ({ pod, ready: pod.metadata.name !== 'b' }))
    const touched = union.receive(sharedWith(first, anEndpointSlice('one', { endpoints })), first, 2)
    expect([...touched]).toEqual([pods[1]?.metadata.uid])
    const found = pods.map(({ metadata: { uid } }) => union.find(uid))
    expect(found.map((occurrence) => occurrence?.state)).toEqual(['ready', 'unready', 'ready'])
    expect(found.map((occurrence) => occurrence?.slice.seq)).toEqual([2, 2, 2])
  })
})
