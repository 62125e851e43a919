import { podRevision } from '../../endpoints/pod-revision.ts'
import type { Pod } from '../../kubernetes/pod.ts'
import { isPodReady } from '../../kubernetes/pod-ready.ts'
import type { Health } from '../health.ts'
import type { PodNodeFacts } from '../node-facts.ts'

export function podFacts(pod: Pod): PodNodeFacts {
  const { spec, status, metadata } = pod
  const revision = podRevision(pod)
  return {
    phase: status.phase,
    ...(status.podIP !== undefined && { ip: status.podIP }),
    ...(spec.nodeName !== undefined && { node: spec.nodeName }),
    ...(revision !== undefined && { revision }),
    isReady: isPodReady(pod),
    isTerminating: metadata.deletionTimestamp !== undefined,
    restarts: status.containerStatuses.reduce((sum, { restartCount }) => sum + restartCount, 0),
  }
}

/** A Pod that is starting, or leaving, is a warning; one that failed or whose container crashes again and again an error. */
export function podHealth(pod: Pod): Health {
  const { containerStatuses, phase } = pod.status
  if (phase === 'Succeeded' || isPodReady(pod)) return 'ok'
  if (phase === 'Unknown') return 'unknown'
  const isCrashing = containerStatuses.some(({ state }) => state.waiting?.reason === 'CrashLoopBackOff')
  return phase === 'Failed' || isCrashing ? 'error' : 'warning'
}
