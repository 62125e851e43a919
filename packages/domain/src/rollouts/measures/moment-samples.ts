import type { MomentPair } from '../lanes/lane-recorder.ts'
import type { Moment } from '../rollout-types.ts'
import type { Samples } from './distribution.ts'

/** How long after the first the second was told, in ms; `undefined` where one of them was told late: that is no sample. */
export function measuredMs({ first, second }: Pick<MomentPair, 'first' | 'second'>): number | undefined {
  return isLive(first) && isLive(second) ? second.at - first.at : undefined
}

/** What pairs measure; those told late are discarded. */
export function samplesOf(pairs: readonly MomentPair[]): Samples {
  const values = pairs.flatMap((pair) => measuredMs(pair) ?? [])
  return { values, discarded: pairs.length - values.length }
}

const isLive = ({ at, isListed, notBefore }: Moment): boolean => at === notBefore && !isListed
