import { median } from '../../findings/median.ts'
import type { ViewedEndpoint } from '../view/settled-view.ts'
import { type DetectorReading, EVALUATION_MS, type ServiceDetector } from './detector.ts'

/** Where the Pod is not seen, the API's default counts (PodSpec.terminationGracePeriodSeconds). */
const DEFAULT_GRACE_SECONDS = 30
const AT_ONCE = { clearForMs: 0 } as const

/** An endpoint is terminating for longer than its Pod was given. */
export const SLOW_DRAIN: ServiceDetector<'slow-drain'> = {
  id: 'slow-drain',
  severity: () => 'warning',
  read(facts, { overGraceMs }): readonly DetectorReading[] {
    return [...facts.view.notReady]
      .filter(([, { state }]) => state !== 'unready')
      .map(([identity, endpoint]) => {
        const pod = facts.pod(identity)
        const grace =
          pod?.metadata.deletionGracePeriodSeconds ?? pod?.spec.terminationGracePeriodSeconds ?? DEFAULT_GRACE_SECONDS
        return {
          identity,
          ...{ holds: true, since: endpoint.since, isOver: false, forMs: grace * 1000 + overGraceMs, ...AT_ONCE },
          facts: { endpoint: nameOf(identity, endpoint), grace },
        }
      })
  },
}

/** A Pod runs and was not ready yet, for much longer than the others of its Service took. */
export const SLOW_READINESS: ServiceDetector<'slow-readiness'> = {
  id: 'slow-readiness',
  severity: () => 'warning',
  read(facts, { forMs, medians }): readonly DetectorReading[] {
    const unready = [...facts.starting.keys()].flatMap((identity) => {
      const endpoint = facts.view.notReady.get(identity)
      return endpoint?.state === 'unready' ? [[identity, endpoint] as const] : []
    })
    if (unready.length === 0) return []
    const usual = facts.startupTimes.length === 0 ? 0 : median(facts.startupTimes)
    return unready.map(([identity, endpoint]) => {
      const isRunning = facts.pod(identity)?.status.phase === 'Running'
      return {
        identity,
        ...{
          holds: isRunning,
          since: endpoint.since,
          isOver: !isRunning,
          forMs: Math.max(forMs, medians * usual),
          ...AT_ONCE,
        },
        facts: { endpoint: nameOf(identity, endpoint), usual: Math.round(usual / 1000) },
        ...(!isRunning && { nextAt: facts.at + EVALUATION_MS }),
      }
    })
  },
}

/** One endpoint is all there is (SVC-022). */
export const SINGLE_ENDPOINT: ServiceDetector<'single-endpoint'> = {
  id: 'single-endpoint',
  severity: () => 'warning',
  read({ view }, { forMs }): readonly DetectorReading[] {
    const isAlone = view.size === 1 && view.ready === 1
    return [{ holds: isAlone, isOver: !isAlone, forMs, ...AT_ONCE, facts: {} }]
  },
}

/** The Pod's name where there is one. */
function nameOf(identity: string, { pod }: ViewedEndpoint): string {
  return pod?.split('/')[1] ?? identity.split('|')[1] ?? identity
}
