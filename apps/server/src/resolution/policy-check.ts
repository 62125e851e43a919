import {
  type CheckPolicy,
  type Pod,
  type PolicyVerdict,
  type PolicyWay,
  type Reachability,
  reach,
  type Snapshot,
  type TrafficEntry,
} from '@portolan/domain'
import { entryPods } from './entry-pods.ts'

/** Nobody in particular: whether anything isolates a Pod does not depend on who asks. */
const ANYBODY = { type: 'address', address: '0.0.0.0' } as const

/**
 * Asks NetworkPolicies whether whatever runs an entry may connect to the Pod of an endpoint, for one resolution.
 *
 * Where several Pods run the entry all must get the same answer, else it is `unknown`. Where none is recognised only a Pod that
 * nothing isolates is surely reached.
 */
export function policyCheck(snapshot: Snapshot): CheckPolicy {
  const sources = new Map<TrafficEntry, readonly Pod[]>()
  return (way) => {
    const pods = sources.get(way.entry) ?? entryPods(snapshot, way.entry)
    sources.set(way.entry, pods)
    const pod = snapshot.get(way.pod)
    if (pod?.kind !== 'Pod') return { verdict: 'unknown', policies: [] }
    return pods.length === 0 ? fromAnybody({ snapshot, way, pod }) : fromAll(pods, { snapshot, way, pod })
  }
}

interface Destination {
  readonly snapshot: Snapshot
  readonly way: PolicyWay
  readonly pod: Pod
}

function fromAnybody({ snapshot, way: { port, protocol }, pod }: Destination): PolicyVerdict {
  const { ingress } = reach({ from: ANYBODY, to: { type: 'pod', pod }, port, protocol }, snapshot)
  const isOpen = ingress.verdict === 'allow' && !ingress.isIsolated
  return { verdict: isOpen ? 'allowed' : 'unknown', policies: ingress.policies }
}

function fromAll(sources: readonly Pod[], { snapshot, way: { port, protocol }, pod }: Destination): PolicyVerdict {
  const answers = sources.map((source) =>
    reach({ from: { type: 'pod', pod: source }, to: { type: 'pod', pod }, port, protocol }, snapshot),
  )
  const verdicts = new Set(answers.map(toldAs))
  const [verdict = 'unknown', ...others] = verdicts
  const policies = new Set(answers.flatMap(({ egress, ingress }) => [...egress.policies, ...ingress.policies]))
  return { verdict: others.length === 0 ? verdict : 'unknown', policies: [...policies].sort() }
}

function toldAs({ verdict }: Reachability): PolicyVerdict['verdict'] {
  if (verdict === 'allow') return 'allowed'
  return verdict === 'deny' ? 'denied' : 'unknown'
}
