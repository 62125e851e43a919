import { CAUSE_MESSAGES, type CauseMessage, type CauseMessageId, sayCause } from './cause-messages.ts'
import type { Cause } from './cause-types.ts'

/** A cause in one sentence. It names what did it; who wanted it is rarely known. */
export function describeCause({ detail = '', kind, missing, object = '' }: Cause): CauseMessage {
  switch (kind) {
    case 'scale-down':
      return detail === '' || detail === 'hpa'
        ? sayCause(variantOf('cause.scale-down', detail), { object, detail })
        : sayCause('cause.scale-down.by', { object, detail })
    case 'readiness-probe':
      return sayCause('cause.readiness-probe', { object, detail })
    case 'pod-ended':
      return sayCause('cause.pod-ended', { object, detail })
    case 'unknown':
      return sayCause(variantOf('cause.unknown', missing?.[0] ?? ''), { object, detail })
    default:
      return sayCause(variantOf(`cause.${kind}`, detail), { object, detail })
  }
}

/** The sentence for a detail, where there is one of its own. */
function variantOf(id: CauseMessageId, detail: string): CauseMessageId {
  const variant = `${id}.${detail}`
  return variant in CAUSE_MESSAGES ? (variant as CauseMessageId) : id
}
