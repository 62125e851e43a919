import type { ApiResource } from '../api-server/api-resource.ts'
import { kinds } from '../controllers/objects/kinds.ts'
import type { Subject } from './chapter.ts'
import { APPLICATIONS } from './landscape/application.ts'
import type { Stage } from './stage.ts'

/** Kinds whose changes an onlooker sees. */
export const VISIBLE: readonly ApiResource[] = [
  kinds.pods,
  kinds.endpointSlices,
  kinds.services,
  kinds.ingresses,
  kinds.httpRoutes,
  kinds.deployments,
  kinds.statefulSets,
  kinds.daemonSets,
]

/** Silence longer than this is filled; the promise to onlookers is 20 s. */
const QUIET_MS = 12_000
const LOOK_MS = 1_000
const ELASTIC = APPLICATIONS.filter(({ autoscale }) => autoscale !== undefined)

/**
 * Keep something moving: when nothing visible has happened for a while, the load of some autoscaled application moves
 * by one replica's worth. The chapter's own subject is left alone.
 */
export function fillQuietTimes(stage: Stage, subject: () => Subject): void {
  const { store, timers } = stage.context
  let lastSeenAt = timers.now()
  const see = (): void => {
    lastSeenAt = timers.now()
  }
  for (const resource of VISIBLE) store.subscribe(resource, see)
  const look = (): void => {
    if (timers.now() - lastSeenAt >= QUIET_MS) moveSomething(stage, subject())
    timers.after(LOOK_MS, look)
  }
  timers.after(LOOK_MS, look)
}

function moveSomething(stage: Stage, subject: Subject): void {
  const free = ELASTIC.filter(({ namespace, name }) => subject.namespace !== namespace || subject.name !== name)
  const [first, ...others] = free
  if (first === undefined) return
  const { namespace, name, autoscale } = stage.choose(first, ...others)
  const deployment = stage.context.store.get(kinds.deployments, namespace, name)
  const autoscaler = stage.context.store.get(kinds.podAutoscalers, namespace, name)
  if (deployment === undefined || autoscaler === undefined || autoscale === undefined) return
  const { replicas } = deployment.spec
  const isGrowing = replicas <= autoscale.min || (replicas < autoscale.max - 1 && stage.context.random() < 0.5)
  stage.loads.set(namespace, name, isGrowing ? replicas + 1 : replicas - 1)
  stage.autoscalers.evaluate(autoscaler)
}
