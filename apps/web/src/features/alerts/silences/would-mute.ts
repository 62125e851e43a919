import type { Alert, AlertMatcher } from '@portolan/contract'
import { isInScope } from '@portolan/domain'
import { partsOfKey } from '../../../cluster/object-key.ts'

/**
 * Whether a silence would hide an alert, as far as a browser can tell: labels of Services are not part of an alert, so a
 * matcher that asks for some is taken as if they were there.
 */
export function wouldMute(matcher: AlertMatcher, alert: Alert): boolean {
  const { namespace, name } = partsOfKey(alert.subject)
  const { detectors, severities, ruleIds, namespaces, services } = matcher
  return (
    (detectors?.includes(alert.detector) ?? true) &&
    (severities?.includes(alert.severity) ?? true) &&
    (ruleIds?.includes(alert.ruleId) ?? true) &&
    isInScope(
      { ...(namespaces && { namespaces }), ...(services && { services }) },
      { namespace: namespace ?? '', name, labels: {} },
    )
  )
}

/** A matcher without members that say nothing; what is left narrows. */
export function tidyMatcher(matcher: { readonly [Member in keyof AlertMatcher]?: AlertMatcher[Member] | undefined }) {
  return Object.fromEntries(
    Object.entries(matcher).filter(([, value]) => value !== undefined && Object.keys(value).length > 0),
  ) as AlertMatcher
}
