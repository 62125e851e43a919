import type { Cause, LedgerInterval } from '@portolan/contract'

/** An endpoint that became ready, or ceased to be, and why. */
export interface Transition {
  readonly change: 'gained' | 'lost'
  /** Epoch ms. */
  readonly at: number
  readonly seq: number
  readonly identity: string
  /** `namespace/name`; absent where the endpoint is not a Pod. */
  readonly pod: string | undefined
  readonly address: string
  readonly cause: Cause
}

/** Every ready endpoint that was gained or lost within a stretch (epoch ms) and is explained, the newest first. */
export function transitionsOf(
  intervals: readonly LedgerInterval[],
  stretch: { readonly from: number; readonly to: number },
): Transition[] {
  return intervals
    .filter(({ state }) => state === 'ready')
    .flatMap(({ identity, pod, address, from, fromSeq, to, toSeq, beganBy, endedBy }) => {
      const who = { identity, pod: pod ?? undefined, address }
      const gained = beganBy && {
        ...who,
        change: 'gained' as const,
        at: Date.parse(from),
        seq: fromSeq,
        cause: beganBy,
      }
      const lost =
        endedBy && to !== null
          ? { ...who, change: 'lost' as const, at: Date.parse(to), seq: toSeq ?? fromSeq, cause: endedBy }
          : undefined
      return [gained, lost].filter((each) => each !== undefined)
    })
    .filter(({ at }) => at >= stretch.from && at <= stretch.to)
    .sort((a, b) => b.at - a.at || b.seq - a.seq)
}
