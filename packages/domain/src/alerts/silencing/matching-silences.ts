import type { Alert } from '../alert.ts'
import { isInScope, type ScopedService } from '../rules/scope-match.ts'
import { recurringStretchAt } from './recurring-span.ts'
import type { AlertMatcher, Silence } from './silence.ts'

/** Whether an alert about this Service is meant. */
export function matchesAlert(matcher: AlertMatcher, alert: Alert, service: ScopedService): boolean {
  return (
    (matcher.detectors?.includes(alert.detector) ?? true) &&
    (matcher.severities?.includes(alert.severity) ?? true) &&
    (matcher.ruleIds?.includes(alert.ruleId) ?? true) &&
    isInScope(matcher, service)
  )
}

/**
 * Where a silence is at an instant, epoch ms. One until resolved is over once none of its alerts fires any more; one that recurs
 * is `pending` between two times.
 */
export function silenceState(
  { span, endedAt }: Silence,
  at: number,
  firing: { has(alert: string): boolean },
): 'pending' | 'active' | 'expired' {
  if (endedAt !== undefined && endedAt <= at) return 'expired'
  switch (span.type) {
    case 'until':
      if (at < span.from) return 'pending'
      return at < span.to ? 'active' : 'expired'
    case 'until-resolved':
      return span.alerts.some((alert) => firing.has(alert)) ? 'active' : 'expired'
    case 'recurring':
      return recurringStretchAt(span, at) ? 'active' : 'pending'
  }
}
