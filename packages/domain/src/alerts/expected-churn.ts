import type { Cause } from '../causes/cause-types.ts'
import type { EndpointIdentity } from '../endpoints/ledger-types.ts'
import { keyOf } from '../kubernetes/object-key.ts'
import { wantedPods } from '../services/matching-workloads.ts'
import type { ServiceFacts } from './service-facts.ts'
import type { ChurnRecord } from './view/churn-history.ts'

/** Somebody meant it, by a rollout, a scaling or a drain, and that is proven (rule H.4). Of what a list told nobody knows. */
export function isExpected({ cause, isInferred }: ChurnRecord): boolean {
  return isInferred || (cause !== undefined && isIntended(cause) && cause.confidence === 'proven')
}

/** Somebody may have meant it: known from an Event, or near in time only. */
export function isPerhapsExpected({ cause }: ChurnRecord): boolean {
  return cause !== undefined && isIntended(cause) && cause.confidence === 'inferred'
}

/** Its workload came to want fewer Pods. */
export function isScaledAway({ cause }: ChurnRecord): boolean {
  return cause?.kind === 'scale-down'
}

function isIntended({ kind, detail }: Cause): boolean {
  switch (kind) {
    case 'rollout':
    case 'scale-down':
    case 'ports-edited':
      return true
    case 'eviction':
      return detail === 'drain'
    default:
      return false
  }
}

/** Losses that are laid to one scaling. */
interface Scaling {
  readonly workload: string
  /** How many Pods it left to the workload. */
  readonly left: number
  readonly lost: Set<EndpointIdentity>
}

/**
 * Endpoints whose loss is laid to a scaling that took fewer away: the last ones, as many as are too many (rule H.4). Of several
 * scalings of one workload each may have taken away what the furthest did: they may follow one another at once.
 */
export function beyondScaling({ history, workloads }: ServiceFacts): ReadonlySet<EndpointIdentity> {
  const beyond = new Set<EndpointIdentity>()
  const scalings = scalingsOf(history.records)
  for (const { lost, workload } of scalings) {
    const own = scalings.filter((other) => other.workload === workload)
    const others = workloads.filter((other) => keyOf(other) !== workload)
    const kept = others.reduce((sum, other) => sum + wantedPods(other), Math.min(...own.map(({ left }) => left)))
    const decrease = Math.max(0, history.peakSince(Number.NEGATIVE_INFINITY) - kept)
    for (const identity of [...lost].slice(decrease)) beyond.add(identity)
  }
  return beyond
}

function scalingsOf(records: readonly ChurnRecord[]): readonly Scaling[] {
  const scalings = new Map<string, Scaling>()
  for (const { cause, identity, isLoss } of records) {
    const edit = isLoss && cause?.kind === 'scale-down' && cause.proof.find(({ field }) => field === 'spec.replicas')
    if (!edit || typeof edit.value !== 'number') continue
    const key = `${edit.object} ${edit.seq}`
    const scaling = scalings.get(key) ?? { workload: edit.object, left: edit.value, lost: new Set() }
    scalings.set(key, scaling)
    scaling.lost.add(identity)
  }
  return [...scalings.values()]
}
