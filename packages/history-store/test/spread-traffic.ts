import type { Pod, RecordedChange } from '@portolan/domain'
import { aModification, anAddition, aPod } from '@portolan/domain/testing'
import { noiseOf } from './noise.ts'

/** Pods that change in turn for ever, spread over namespaces. */
export interface Spread {
  readonly namespaces: number
  readonly podsOfEach: number
  /** Characters of each Pod that stay as they are, and do not compress. */
  readonly lasting: number
}

/** One change of such a cluster: the same for the same `seq`, whoever asks. */
export function spreadChange(spread: Spread, seq: number): RecordedChange {
  const options = { observedAt: Date.UTC(2026, 10, 21) + seq * 1_000 }
  const pods = podsOf(spread)
  const after = podAfter(spread, seq)
  return seq <= pods
    ? anAddition(seq, after, options)
    : aModification(seq, [podAfter(spread, seq - pods), after], options)
}

/** All of them just after a change. */
export function spreadPods(spread: Spread, seq: number): Pod[] {
  return Array.from({ length: Math.min(seq, podsOf(spread)) }, (_, index) => podAfter(spread, seq - index))
}

const podsOf = ({ namespaces, podsOfEach }: Spread): number => namespaces * podsOfEach

function podAfter(spread: Spread, seq: number): Pod {
  const index = seq % podsOf(spread)
  const name = `pod-${index}`
  const pod = aPod(name, { namespace: `ns-${index % spread.namespaces}`, uid: name })
  const annotations = { lasting: noiseOf(index, spread.lasting), passing: noiseOf(seq, 200) }
  return { ...pod, metadata: { ...pod.metadata, annotations } }
}
