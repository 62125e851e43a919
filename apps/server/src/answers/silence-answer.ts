import { type Silence as SilenceAnswer, timestamp } from '@portolan/contract'
import type { AlertMatcher, Silence } from '@portolan/domain'
import { durationText } from '../alerts/rule-texts.ts'

export interface SilenceSurroundings {
  readonly state: SilenceAnswer['state']
  /** Ids of firing alerts that it hides now. */
  readonly mutes: readonly string[]
}

export function silenceAnswer(silence: Silence, { state, mutes }: SilenceSurroundings): SilenceAnswer {
  const { id, matcher, reason, createdBy, createdAt, endedAt } = silence
  return {
    ...{ id, reason, createdBy, state },
    matcher: matcherAnswer(matcher),
    span: spanAnswer(silence.span),
    createdAt: timestamp(createdAt),
    endedAt: endedAt === undefined ? null : timestamp(endedAt),
    mutes: [...mutes],
  }
}

export function matcherAnswer(matcher: AlertMatcher): SilenceAnswer['matcher'] {
  return structuredClone(matcher) as SilenceAnswer['matcher']
}

function spanAnswer(span: Silence['span']): SilenceAnswer['span'] {
  switch (span.type) {
    case 'until':
      return { type: 'until', from: timestamp(span.from), to: timestamp(span.to) }
    case 'until-resolved':
      return { type: 'until-resolved' }
    case 'recurring': {
      const { weekdays, start, durationMs, timeZone } = span
      return { type: 'recurring', weekdays: [...weekdays], start, duration: durationText(durationMs), timeZone }
    }
  }
}
