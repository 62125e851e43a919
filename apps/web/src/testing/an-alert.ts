import type { Alert } from '@portolan/contract'

/** A firing alert; name only what the test is about. */
export function anAlert(given: Partial<Alert> = {}): Alert {
  const subject = given.subject ?? 'Service/shop/web'
  return {
    id: `zero-endpoints ${subject} 1`,
    ruleId: 'default-zero-endpoints',
    detector: 'zero-endpoints',
    severity: 'critical',
    state: 'firing',
    subject,
    incident: 'incident-1',
    since: '2026-11-21T14:09:01.004Z',
    sinceSeq: 1,
    raisedAt: '2026-11-21T14:09:11.004Z',
    resolvedAt: null,
    facts: {},
    evidence: [],
    sentence: { id: 'alert.zero-endpoints', args: { service: subject }, text: `${subject} has no ready endpoint` },
    silencedBy: [],
    routes: [],
    ...given,
  }
}
