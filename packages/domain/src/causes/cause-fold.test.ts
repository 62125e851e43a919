import { describe, expect, test } from 'vitest'
import { nothingYet, RECORDING_START, replayRecording } from '../../test/recorded-changes.ts'
import type { RecordedChange } from '../history/change.ts'
import { Snapshot } from '../history/snapshot.ts'
import type { Pod } from '../kubernetes/pod.ts'
import { WATCHED_RESOURCES } from '../kubernetes/resources.ts'
import { aModification, anAddition, anEndpointSlice, aPod, aService, aSnapshot } from '../testing/index.ts'
import { CauseFold } from './cause-fold.ts'
import { type AttributedTransition, CAUSE_WINDOW } from './cause-types.ts'
import { describeCause } from './describe-cause.ts'

const LOG: readonly RecordedChange[] = [...replayRecording(nothingYet())].map(({ change }) => change)

function anEmptySnapshot(): Snapshot {
  const snapshot = Snapshot.of(0, [])
  for (const { kind } of WATCHED_RESOURCES) snapshot.setVisibility(kind, undefined, 'observed')
  return snapshot
}

/** Every transition told by a fold that begins when this much of the recording has passed. */
function toldFrom(ms: number): readonly AttributedTransition[] {
  const snapshot = anEmptySnapshot()
  const begin = LOG.findIndex(({ observedAt }) => observedAt >= RECORDING_START + ms)
  for (const change of LOG.slice(0, begin)) snapshot.apply(change)
  const fold = new CauseFold(snapshot)
  const told = LOG.slice(begin).flatMap((change) => fold.apply(change, snapshot.apply(change)))
  return [...told, ...fold.flush()]
}

/** As it is compared: without what only one who saw the beginning can know of the transition before. */
const facts = ({ cause, transition }: AttributedTransition) =>
  [transition.seq, transition.service, transition.identity, transition.from, transition.to, cause.kind].join(' ')

describe('causes folded from the log', () => {
  test('are told once, in the order of the log, fifteen seconds after what happened', () => {
    const snapshot = anEmptySnapshot()
    const fold = new CauseFold(snapshot)
    const seqs: number[] = []
    for (const change of LOG) {
      for (const { transition } of fold.apply(change, snapshot.apply(change))) {
        expect(change.observedAt - transition.at).toBeGreaterThanOrEqual(CAUSE_WINDOW.afterMs)
        seqs.push(transition.seq)
      }
    }
    const waiting = fold.provisional().map(({ transition }) => transition.seq)
    const last = Math.max(...LOG.map(({ observedAt }) => observedAt))
    expect(fold.advance(last + CAUSE_WINDOW.afterMs).map(({ transition }) => transition.seq)).toEqual(waiting)
    expect([fold.provisional(), fold.flush()]).toEqual([[], []])
    expect([...seqs, ...waiting]).toEqual([...seqs, ...waiting].toSorted((a, b) => a - b))
  })

  test.each([60_000, 110_000, 160_000])('are the same for one who begins a minute before: at %i ms', (ms) => {
    const isMeant = ({ transition }: AttributedTransition) =>
      transition.at >= RECORDING_START + ms + CAUSE_WINDOW.beforeMs
    const whole = toldFrom(0).filter(isMeant)
    expect(whole.length).toBeGreaterThan(10)
    expect(toldFrom(ms).filter(isMeant).map(facts)).toEqual(whole.map(facts))
  })

  test('can each be said in a sentence', () => {
    const sentences = new Set(toldFrom(0).map(({ cause }) => describeCause(cause).text))
    expect([...sentences].filter((text) => /Deployment\/shop\/api|DaemonSet/.test(text))).toEqual([
      'Deployment/shop/api was scaled down by kubectl',
      'Deployment/shop/api rolls out another revision',
      'DaemonSet/ingress-nginx/nginx-ingress-controller rolls out another revision',
    ])
    expect([...sentences].filter((text) => text.includes('{') || text.includes('undefined'))).toEqual([])
  })

  test('are known of what happened before a quiet stretch', () => {
    const snapshot = aSnapshot()
    const fold = new CauseFold(snapshot)
    const tell = (change: RecordedChange) => fold.apply(change, snapshot.apply(change))
    const pod = (options = {}) => aPod('web-1', { labels: { app: 'web' }, ...options })
    const slice = (...pods: readonly Pod[]) =>
      anEndpointSlice('web-1', { service: 'web', endpoints: pods.map((each) => ({ pod: each, ready: true })) })
    tell(anAddition(1, aService('web', { selector: { app: 'web' } })))
    tell(anAddition(2, pod()))
    tell(anAddition(3, slice(pod())))
    const relabelled = pod({ labels: { app: 'other' } })
    tell(aModification(4, [pod(), relabelled], { observedAt: 500_000 }))
    tell(aModification(5, [slice(pod()), slice()], { observedAt: 500_010 }))
    const told = tell(aModification(6, [relabelled, pod()], { observedAt: 900_000 }))
    expect(told.map(({ transition, cause }) => [transition.seq, cause.kind])).toEqual([[5, 'pod-relabelled']])
  })
})
