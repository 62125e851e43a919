import type { Markers } from '@portolan/contract'

type Outages = Pick<Markers, 'zeroReady' | 'from'>

/**
 * The last instant before the newest outage of the stretch that had begun by `at`: everything answered then, but for what
 * went unanswered all along. Outages that run into each other count as one.
 *
 * @returns epoch ms; `undefined` where nothing went down within the stretch
 */
export function beforeOutage({ zeroReady, from }: Outages, at: number): number | undefined {
  const start = Date.parse(from)
  const outages = zeroReady
    .map((mark) => ({ from: Date.parse(mark.from), to: mark.to === null ? at : Date.parse(mark.to) }))
    .filter((outage) => outage.from > start && outage.from <= at)
    .sort((a, b) => b.from - a.from)
  let begin = outages[0]?.from
  if (begin === undefined) return undefined
  for (const outage of outages) if (outage.to >= begin) begin = Math.min(begin, outage.from)
  return begin - 1
}
