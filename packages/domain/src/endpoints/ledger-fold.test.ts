import { describe, expect, test } from 'vitest'
import type { Pod } from '../kubernetes/pod.ts'
import { anEndpointSlice, aPod, aService, type EndpointOptions } from '../testing/index.ts'
import { LedgerTape } from '../testing/ledger-tape.ts'
import { ledgerCounts } from './ledger-counts.ts'

const web = aService('web', { namespace: 'shop' })
const again = aService('web', { namespace: 'shop', uid: 'uid-of-another-web' })
const a = aPod('a', { namespace: 'shop', ip: '10.0.0.1', node: 'node-01', labels: { 'pod-template-hash': '7f9c4d' } })
const b = aPod('b', { namespace: 'shop', ip: '10.0.0.2' })

const ready = (pod: Pod): EndpointOptions => ({ pod, ready: true, serving: true, terminating: false })
const unready = (pod: Pod): EndpointOptions => ({ pod, ready: false, serving: false, terminating: false })
const draining = (pod: Pod): EndpointOptions => ({ pod, ready: false, serving: true, terminating: true })

function slice(endpoints: readonly EndpointOptions[], { name = 'web-1', service = 'web', owner = web } = {}) {
  return anEndpointSlice(name, { namespace: 'shop', service, endpoints, owner })
}

/** Tell one thing after the other, a millisecond apart; then what the ledger of `shop/web` says. */
function folded(
  ...told: (ReturnType<typeof slice> | typeof web | Pod | { gone: ReturnType<typeof slice> | typeof web })[]
) {
  const tape = new LedgerTape()
  for (const one of told) tape.tell('gone' in one ? { object: one.gone, isGone: true } : { object: one })
  return tape.book.page('shop/web')
}

const windows = (...told: Parameters<typeof folded>) => folded(...told).windows.map(({ from, to }) => [from, to])

describe('LedgerFold: intervals', () => {
  test('[H.1] an identity has one interval per state, with who and where it is', () => {
    const { uid } = a.metadata
    const place = { identity: uid, address: '10.0.0.1', node: 'node-01', pod: 'shop/a', revision: '7f9c4d' }
    const told = folded(a, slice([unready(a)]), slice([ready(a)]), slice([draining(a)]), slice([]))
    expect(told.intervals).toEqual([
      {
        ...place,
        state: 'unready',
        opened: 'joined',
        evidence: 'watched',
        from: 2,
        fromSeq: 2,
        to: 3,
        toSeq: 3,
        closed: 'changed',
      },
      {
        ...place,
        state: 'ready',
        opened: 'changed',
        evidence: 'watched',
        from: 3,
        fromSeq: 3,
        to: 4,
        toSeq: 4,
        closed: 'changed',
      },
      {
        ...place,
        state: 'terminating-serving',
        opened: 'changed',
        evidence: 'watched',
        from: 4,
        fromSeq: 4,
        to: 5,
        toSeq: 5,
        closed: 'left',
      },
    ])
  })

  test('an identity that arrives ready also became ready, one that leaves while ready also stopped being so', () => {
    const { intervals } = folded(slice([ready(a)]), slice([]))
    expect(ledgerCounts(intervals)).toEqual({ added: 1, removed: 1, becameReady: 1, becameUnready: 1 })
  })

  test('what was there at the first look neither joined nor became ready', () => {
    const tape = new LedgerTape()
    tape.tell({ object: slice([ready(a), unready(b)]), options: { evidence: 'initial' } })
    tape.tell({ object: slice([ready(a), ready(b)]) })
    expect(ledgerCounts(tape.book.page('shop/web').intervals)).toEqual({
      added: 0,
      removed: 0,
      becameReady: 1,
      becameUnready: 0,
    })
  })

  test('[H.1] an endpoint without a target is known by its address', () => {
    const { intervals } = folded(slice([{ address: '192.168.0.9' }]))
    expect(intervals.map(({ identity, state, pod }) => ({ identity, state, pod }))).toEqual([
      { identity: 'IPv4|192.168.0.9', state: 'ready', pod: undefined },
    ])
  })

  test('[SC32] a Pod that comes back under its name and address is another identity', () => {
    const { intervals } = folded(
      slice([ready(a)]),
      slice([ready({ ...a, metadata: { ...a.metadata, uid: 'another' } })]),
    )
    expect(ledgerCounts(intervals)).toEqual({ added: 2, removed: 1, becameReady: 2, becameUnready: 1 })
  })

  test('[SC29] an endpoint that moves between slices, seen in both for a moment, neither joins nor leaves', () => {
    const other = { name: 'web-2' }
    const { intervals } = folded(
      slice([ready(a), ready(b)]),
      slice([ready(b)], other),
      slice([ready(a)]),
      slice([ready(b), ready(a)], other),
      slice([]),
    )
    expect(ledgerCounts(intervals)).toEqual({ added: 2, removed: 0, becameReady: 2, becameUnready: 0 })
  })

  test('[D.4.7] of two slices that disagree, the one received later counts, and none that says terminating', () => {
    const other = { name: 'web-2' }
    const states = (...told: Parameters<typeof folded>) => folded(...told).intervals.map(({ state }) => state)
    expect(states(slice([ready(a)]), slice([unready(a)], other))).toEqual(['ready', 'unready'])
    expect(states(slice([ready(a)]), slice([draining(a)], other))).toEqual(['ready'])
    expect(states(slice([draining(a)]), slice([unready(a)], other))).toEqual(['terminating-serving', 'unready'])
  })

  test('a slice that is labelled for another Service takes its endpoints there', () => {
    const tape = new LedgerTape()
    tape.tell({ object: slice([ready(a)]) })
    tape.tell({ object: slice([ready(a)], { service: 'api' }) })
    const ends = tape.book.services.map((service) => [
      service,
      tape.book.page(service).intervals.map(({ closed }) => closed),
    ])
    expect(ends).toEqual([
      ['shop/api', [undefined]],
      ['shop/web', ['left']],
    ])
  })

  test('a Pod that is seen after its endpoint gives the open interval its revision, once', () => {
    const { intervals } = folded(slice([unready(a)]), slice([ready(a)]), a, a)
    expect(intervals.map(({ state, revision }) => [state, revision])).toEqual([
      ['unready', undefined],
      ['ready', '7f9c4d'],
    ])
  })
})

describe('LedgerFold: zero-ready windows', () => {
  test('one lasts from the loss of the last ready endpoint to the next', () => {
    expect(
      windows(
        web,
        slice([ready(a), ready(b)]),
        slice([ready(a)]),
        slice([unready(a)]),
        slice([unready(a), unready(b)]),
        slice([ready(b)]),
      ),
    ).toEqual([[4, 6]])
  })

  test('none begins before the first ready endpoint', () => {
    expect(windows(web, slice([]), slice([unready(a)]), slice([]))).toEqual([])
  })

  test('one may begin and end in the same millisecond', () => {
    const tape = new LedgerTape()
    for (const state of [ready, unready, ready]) tape.tell({ object: slice([state(a)]), options: { observedAt: 7 } })
    expect(tape.book.page('shop/web').windows).toEqual([{ from: 7, fromSeq: 2, opened: 'endpoints', to: 7, toSeq: 3 }])
  })

  test('the deletion of a Service, then of its slice, opens none and counts the leaving', () => {
    const told = folded(web, slice([ready(a)]), { gone: web }, { gone: slice([ready(a)]) })
    expect(told.windows).toEqual([])
    expect(ledgerCounts(told.intervals)).toEqual({ added: 1, removed: 1, becameReady: 1, becameUnready: 1 })
  })

  test('the deletion of a slice, then of its Service, opens one and withdraws it', () => {
    expect(windows(web, slice([ready(a)]), { gone: slice([ready(a)]) })).toEqual([[3, undefined]])
    expect(windows(web, slice([ready(a)]), { gone: slice([ready(a)]) }, { gone: web })).toEqual([])
  })

  test('a slice deleted long before its Service was an outage until then', () => {
    const tape = new LedgerTape()
    const told = [web, slice([ready(a)]), slice([ready(a)]), web]
    told.forEach((object, index) => {
      tape.tell({ object, isGone: index > 1, options: { observedAt: index === 3 ? 90_000 : index } })
    })
    expect(tape.book.page('shop/web').windows.map(({ from, to }) => [from, to])).toEqual([[2, 90_000]])
  })

  test('a Service whose deletion was found later by comparison may have gone with its slice', () => {
    const tape = new LedgerTape()
    const told = [web, slice([ready(a)]), slice([ready(a)]), web]
    told.forEach((object, index) => {
      const options = { observedAt: index === 3 ? 90_000 : index, observedFrom: index }
      tape.tell({ object, isGone: index > 1, options: index === 3 ? { ...options, evidence: 'listed' } : options })
    })
    expect(tape.book.page('shop/web').windows).toEqual([])
  })

  test('one that began for another reason ends with the Service', () => {
    expect(windows(web, slice([ready(a)]), slice([unready(a)]), { gone: web }, { gone: slice([unready(a)]) })).toEqual([
      [3, 4],
    ])
    expect(windows(web, slice([ready(a)]), slice([unready(a)]), { gone: slice([unready(a)]) }, { gone: web })).toEqual([
      [3, 5],
    ])
  })

  test('none begins while a deleted Service waits for its slices to be collected', () => {
    expect(
      windows(web, slice([ready(a)]), { gone: web }, slice([draining(a)]), { gone: slice([draining(a)]) }),
    ).toEqual([])
  })

  test('a Service that is created anew starts anew, whatever the slices of the old one do', () => {
    const fresh = { name: 'web-2', owner: again }
    const old = slice([ready(a)])
    expect(windows(web, old, { gone: web }, again, slice([unready(a)]), { gone: old })).toEqual([])
    expect(windows(web, old, { gone: web }, again, slice([unready(b)], fresh), { gone: old })).toEqual([])
    expect(
      windows(web, old, { gone: web }, again, slice([ready(b)], fresh), { gone: old }, slice([unready(b)], fresh)),
    ).toEqual([[7, undefined]])
  })

  test("endpoints that the slices of the old and the new Service share are the new one's too", () => {
    const fresh = (endpoints: EndpointOptions[]) => slice(endpoints, { name: 'web-2', owner: again })
    const old = slice([ready(a)])
    expect(windows(web, old, { gone: web }, again, fresh([ready(a)]), { gone: old }, fresh([unready(a)]))).toEqual([
      [7, undefined],
    ])
  })

  test('an endpoint that becomes ready in a slice of the old Service is not had by the new one', () => {
    const old = slice([ready(a)])
    expect(windows(web, slice([unready(a)]), { gone: web }, again, old, { gone: old })).toEqual([])
  })

  test('one that a restart fell into is withdrawn as if there had been none', () => {
    const tape = new LedgerTape()
    for (const object of [web, slice([ready(a)])]) tape.tell({ object })
    tape.tell({ object: slice([ready(a)]), isGone: true })
    tape.interrupt()
    tape.tell({ object: web, isGone: true })
    expect(tape.book.page('shop/web').windows).toEqual([])
  })

  test('nothing is remembered of a Service that is gone with its slices', () => {
    const tape = new LedgerTape()
    for (const object of [web, slice([ready(a)])]) tape.tell({ object })
    expect(tape.size).toBe(1)
    for (const object of [web, slice([ready(a)])]) tape.tell({ object, isGone: true })
    expect(tape.size).toBe(0)
  })

  test('a Service and its slices that were replaced while nobody watched had no outage, whichever list comes first', () => {
    const fresh = slice([ready(b)], { name: 'web-2', owner: again })
    const old = slice([ready(a)])
    expect(windows(web, old, { gone: old }, fresh, { gone: web }, again)).toEqual([])
    expect(windows(web, old, { gone: web }, again, { gone: old }, fresh)).toEqual([])
  })

  test('the endpoints of a hand-made slice, there when the Service is created anew, count as had', () => {
    const byHand = (endpoints: EndpointOptions[]) =>
      anEndpointSlice('by-hand', { namespace: 'shop', service: 'web', endpoints })
    expect(windows(web, byHand([ready(a)]), { gone: web }, again, byHand([unready(a)]))).toEqual([[5, undefined]])
  })

  test('slices of a Service that cannot be seen have a ledger; their deletion says nothing of an outage', () => {
    expect(windows(slice([ready(a)]), slice([unready(a)]), slice([ready(a)]), { gone: slice([ready(a)]) })).toEqual([
      [2, 3],
    ])
    expect(windows(slice([ready(a)]), slice([unready(a)]), { gone: slice([unready(a)]) })).toEqual([[2, 3]])
  })

  test('a slice that is labelled for another Service leaves an outage behind', () => {
    expect(windows(web, slice([ready(a)]), slice([ready(a)], { service: 'api' }))).toEqual([[3, undefined]])
  })
})
