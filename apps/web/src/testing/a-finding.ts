import type { Finding } from '@portolan/contract'

/** A finding; name only what the test is about. */
export function aFinding(given: Partial<Finding> = {}): Finding {
  const subject = given.subject ?? 'Service/shop/web'
  return {
    rule: 'SVC-001',
    title: 'A selector finds no Pod',
    group: 'service',
    severity: 'error',
    subject,
    since: '2026-11-21T13:59:00.000Z',
    evidence: [{ object: subject, path: 'spec.selector', value: { app: 'wbe' } }],
    message: { id: 'SVC-001', values: { subject }, text: `${subject} selects no Pod` },
    hint: 'Compare the selector with the labels of the Pods.',
    command: 'kubectl get pods -n shop -l app=wbe',
    confidence: 'proven',
    ...given,
  }
}
