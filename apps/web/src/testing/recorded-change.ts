import type { RecordedChange } from '@portolan/contract'

/** A recorded change; name only what the test is about. */
export function aChange(seq: number, given: Partial<RecordedChange> = {}): RecordedChange {
  return {
    seq,
    observedAt: '2026-11-21T01:00:08.974Z',
    evidence: 'watched',
    change: 'modified',
    kind: 'Service',
    namespace: 'shop',
    name: 'web',
    uid: 'uid-web',
    resourceVersion: String(seq),
    differences: [],
    ...given,
  }
}
