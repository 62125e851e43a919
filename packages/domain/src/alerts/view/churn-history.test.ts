import { describe, expect, test } from 'vitest'
import { LedgerFold } from '../../endpoints/ledger-fold.ts'
import type { EndpointSlice } from '../../kubernetes/endpoint-slice.ts'
import { keyOf } from '../../kubernetes/object-key.ts'
import {
  aModification,
  anAddition,
  anEndpointSlice,
  aPod,
  aSnapshot,
  type EndpointOptions,
} from '../../testing/index.ts'
import { ChurnHistory } from './churn-history.ts'
import { SettledView } from './settled-view.ts'

const MINUTE = 60_000

/** Slice `web-1` as it is told at each second; each view is settled once nothing happens for a second. */
function churnOf(slices: Readonly<Record<number, readonly EndpointOptions[]>>): string[] {
  const snapshot = aSnapshot()
  const ledgers = new LedgerFold(() => undefined)
  const view = new SettledView('default/web')
  const history = new ChurnHistory()
  const settleUpTo = (at: number) => {
    const due = view.settlesAt
    if (due !== undefined && due <= at) history.note(view.settle(), { at: due, ready: view.ready, size: view.size })
  }
  for (const [second, endpoints] of Object.entries(slices)) {
    const at = Number(second) * 1000
    settleUpTo(at)
    const slice = anEndpointSlice('web-1', { service: 'web', endpoints })
    const seq = snapshot.seq + 1
    const before = snapshot.get(keyOf(slice)) as EndpointSlice | undefined
    const change = before
      ? aModification(seq, [before, slice], { observedAt: at })
      : anAddition(seq, slice, { observedAt: at })
    const applied = snapshot.apply(change)
    for (const entry of ledgers.apply(change, applied.before, applied.after)) {
      view.note(entry, { at, notBefore: at, seq, evidence: second === '0' ? 'initial' : 'watched' })
    }
  }
  settleUpTo(Number.POSITIVE_INFINITY)
  return history.records.map(({ at, identity, kind }) => `${at / 1000} s: ${identity} ${kind}`)
}

const READY = { ready: true }
const UNREADY = { ready: false }
const LEAVING = { ready: false, serving: true, terminating: true }

describe('H.2: churn', () => {
  const ofUid = (uid: string) => aPod('web-0', { uid, ip: '10.0.0.7' })
  const old = ofUid('old')
  const young = ofUid('young')

  test('SC32: a Pod that is replaced under its name and address leaves and joins', () => {
    const replaced = churnOf({ 0: [], 5: [{ pod: old, ...READY }], 10: [{ pod: young, ...READY }] })
    expect(replaced.slice(1)).toEqual(['11 s: old removed', '11 s: young added'])
  })

  test('SC32: what lies between counts where it settled by itself', () => {
    const steps = {
      ...{ 0: [], 5: [{ pod: old, ...READY }], 10: [{ pod: old, ...LEAVING }], 20: [] },
      ...{ 30: [{ pod: young, ...UNREADY }], 40: [{ pod: young, ...READY }] },
    }
    expect(churnOf(steps).slice(1)).toEqual([
      '11 s: old unready',
      '21 s: old removed',
      '31 s: young added',
      '41 s: young ready',
    ])
  })

  test('what goes and comes back before the view is settled is none', () => {
    const told = churnOf({
      0: [],
      5: [{ pod: old, ...READY }],
      10: [{ pod: old, ...UNREADY }],
      10.9: [{ pod: old, ...READY }],
    })
    expect(told).toEqual(['6 s: old added'])
  })

  test('a view that never comes to rest is settled every three seconds', () => {
    const pods = Array.from({ length: 8 }, (_, index) => aPod(`p${index}`, { uid: `p${index}`, ip: `10.0.0.${index}` }))
    const grown = (count: number) => pods.slice(0, count).map((pod) => ({ pod, ...READY }))
    const told = churnOf(Object.fromEntries(pods.map((_, index) => [10 + index * 0.9, grown(index + 1)])))
    expect(told.map((line) => line.split(' s')[0])).toEqual(['13', '13', '13', '13', '16.6', '16.6', '16.6', '16.6'])
  })

  test('the peak and the mean are those of the window, and of what was in force when it began', () => {
    const history = new ChurnHistory()
    for (const [minute, size] of [
      [0, 6],
      [4, 2],
      [8, 4],
    ] as const)
      history.step({ at: minute * MINUTE, ready: size, size })
    expect([3, 6, 9].map((minute) => history.peakSince(minute * MINUTE))).toEqual([6, 4, 4])
    expect(history.meanSize(6 * MINUTE, 10 * MINUTE)).toBe(3)
    expect(history.meanSize(-10 * MINUTE, 8 * MINUTE)).toBe(4)
  })
})
