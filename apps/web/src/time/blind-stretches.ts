import type { Ledger } from '@portolan/contract'

type Gap = Ledger['gaps'][number]

/** A stretch in which several kinds went unwatched together: what stopped Portolan stopped it for all of them. */
export interface BlindStretch extends Pick<Gap, 'from' | 'to' | 'reason'> {
  readonly kinds: readonly string[]
}

/** Gaps that began together, as one; it lasts as long as the longest of them. In order of their begin. */
export function blindStretches(gaps: readonly Gap[]): BlindStretch[] {
  const stretches = new Map<string, BlindStretch>()
  for (const { kind, from, to, reason } of gaps) {
    const known = stretches.get(`${from} ${reason}`)
    stretches.set(`${from} ${reason}`, {
      kinds: [...new Set([...(known?.kinds ?? []), kind])].sort(),
      from,
      to: known && (known.to === null || (to !== null && known.to > to)) ? known.to : to,
      reason,
    })
  }
  return [...stretches.values()].sort((a, b) => (a.from < b.from ? -1 : 1))
}

/** Reasons for which nobody looked; where a kind may not be read, or is not there, looking did not stop. */
const UNWATCHED: readonly Gap['reason'][] = ['expired', 'restarted', 'epoch', 'unrecorded']

/** The stretches among these in which Portolan was not watching one of the kinds (none given: any kind). */
export function unwatched(gaps: readonly Gap[], kinds?: readonly string[]): BlindStretch[] {
  return blindStretches(
    gaps.filter(({ kind, reason }) => (kinds?.includes(kind) ?? true) && UNWATCHED.includes(reason)),
  )
}
