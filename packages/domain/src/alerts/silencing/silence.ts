import type { Severity } from '../../findings/severity.ts'
import type { DetectorId, RuleScope } from '../rules/alert-rule.ts'

/** Which alerts. Every member narrows. */
export interface AlertMatcher extends RuleScope {
  readonly detectors?: readonly DetectorId[]
  readonly severities?: readonly Severity[]
  readonly ruleIds?: readonly string[]
}

/** How long a silence lasts. Times in epoch ms. */
export type SilenceSpan =
  | { readonly type: 'until'; readonly from: number; readonly to: number }
  /** Until every alert that it muted when it was made is resolved. */
  | { readonly type: 'until-resolved'; readonly from: number; readonly alerts: readonly string[] }
  /** Maintenance that recurs: on these weekdays (0 is Sunday), from `start` (`HH:MM`) for `durationMs`, in an IANA time zone. */
  | {
      readonly type: 'recurring'
      readonly weekdays: readonly number[]
      readonly start: string
      readonly durationMs: number
      readonly timeZone: string
    }

/** People are not told of what it matches; it is still raised, listed and marked as silenced. */
export interface Silence {
  readonly id: string
  readonly matcher: AlertMatcher
  readonly span: SilenceSpan
  readonly reason: string
  /** Who, as they or their token said. */
  readonly createdBy: string
  /** Epoch ms. */
  readonly createdAt: number
  /** Epoch ms: somebody ended it early. */
  readonly endedAt?: number
}
