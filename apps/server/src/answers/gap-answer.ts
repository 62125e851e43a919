import { type Gap as GapAnswer, timestamp } from '@portolan/contract'
import type { Gap } from '@portolan/domain'

/** A gap as answers tell it; `to: null` while it lasts. */
export function gapAnswer({ kind, namespace, from, to, reason }: Gap): GapAnswer {
  return {
    kind,
    ...(namespace !== undefined && { namespace }),
    from: timestamp(from),
    to: to === undefined ? null : timestamp(to),
    reason,
  }
}
