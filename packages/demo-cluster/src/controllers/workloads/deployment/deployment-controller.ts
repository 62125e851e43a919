import { type ControllerContext, keyOf, partsOf, queueOf, writerOf } from '../../controller-context.ts'
import { EventRecorder } from '../../events/event-recorder.ts'
import { kinds } from '../../objects/kinds.ts'
import { hasPodEnded } from '../../objects/pod.ts'
import { templateHash } from '../../objects/pod-template.ts'
import { controllerOf, controllerReference, isControlledBy } from '../../objects/selection.ts'
import type { Deployment, DeploymentStatus, ReplicaSet } from '../../objects/workloads.ts'
import type { Writer } from '../../objects/writer.ts'
import type { WorkQueue } from '../../work-queue.ts'
import {
  conditionOfDeployment,
  countedStatus,
  isComplete,
  judgeProgress,
  progress,
  progressDeadline,
  replaceCondition,
  setCondition,
} from './deployment-status.ts'
import { followScale, replicasOfCurrent, type ScaleStep, shrinkOld } from './replica-plan.ts'
import {
  DESIRED_REPLICAS,
  MAX_REPLICAS,
  nextRevision,
  REVISION,
  type Revisions,
  raiseRevision,
  revisionOf,
  revisionsOf,
} from './revisions.ts'
import { budgetOf } from './rolling-budget.ts'

const CHANGE_CAUSE = 'kubernetes.io/change-cause'

/** Moves Deployments from one template to the next. Source: pkg/controller/deployment. */
export function startDeploymentController(context: ControllerContext): void {
  const controller = new DeploymentController(context)
  context.store.subscribe(kinds.deployments, ({ object }) => controller.queue.add(keyOf(object)))
  context.store.subscribe(kinds.replicaSets, ({ object }) => {
    const owner = controllerOf(object)
    if (owner?.kind === 'Deployment') controller.queue.add(`${object.metadata.namespace}/${owner.name}`)
  })
  context.store.subscribe(kinds.pods, ({ type, object }) => {
    const set = controllerOf(object)
    if (type !== 'DELETED' || set?.kind !== 'ReplicaSet') return
    const owned = context.store.get(kinds.replicaSets, object.metadata.namespace, set.name)
    const owner = owned === undefined ? undefined : controllerOf(owned)
    if (owner !== undefined) controller.queue.add(`${object.metadata.namespace}/${owner.name}`)
  })
}

class DeploymentController {
  readonly queue: WorkQueue
  readonly #context: ControllerContext
  readonly #writer: Writer
  readonly #events: EventRecorder

  constructor(context: ControllerContext) {
    this.#context = context
    this.#writer = writerOf(context, 'kube-controller-manager')
    this.#events = new EventRecorder(context, {
      component: 'deployment-controller',
      manager: 'kube-controller-manager',
    })
    this.queue = queueOf(context, (key) => this.#reconcile(key))
  }

  #reconcile(key: string): void {
    const { namespace, name } = partsOf(key)
    const read = this.#context.store.get(kinds.deployments, namespace, name)
    if (read === undefined || read.metadata.deletionTimestamp !== undefined) return
    const deployment = this.#notePause(read)
    const revisions = this.#revisionsOf(deployment)
    if (deployment.spec.paused === true || isScaled(deployment, revisions)) {
      this.#scaleAll(deployment, followScale(deployment, revisions))
      this.#writeStatus(
        deployment,
        countedStatus(deployment, this.#revisionsOf(deployment), this.#context.timers.now()),
      )
    } else if (deployment.spec.strategy.type === 'Recreate') this.#recreate(deployment, revisions)
    else this.#roll(deployment, revisions)
  }

  #roll(deployment: Deployment, found: Revisions): void {
    const current = this.#ensureCurrent(deployment, found)
    const wanted = replicasOfCurrent(deployment, { ...found, current })
    const isGrown = this.#scaleAll(
      deployment,
      current.spec.replicas === wanted ? [] : [{ set: current, replicas: wanted }],
    )
    if (!isGrown) this.#scaleAll(deployment, shrinkOld(deployment, current, found.old))
    this.#finishSync(deployment)
  }

  #recreate(deployment: Deployment, found: Revisions): void {
    const leaving = found.old.filter(({ spec }) => spec.replicas > 0).map((set) => ({ set, replicas: 0 }))
    const isShrunk = this.#scaleAll(deployment, leaving)
    if (!isShrunk && !this.#hasOldPods(found.old)) {
      const current = this.#ensureCurrent(deployment, found)
      if (current.spec.replicas !== deployment.spec.replicas) {
        this.#scaleAll(deployment, [{ set: current, replicas: deployment.spec.replicas }])
      }
    }
    this.#finishSync(deployment)
  }

  #finishSync(read: Deployment): void {
    const { timers, store } = this.#context
    const deployment = store.get(kinds.deployments, read.metadata.namespace, read.metadata.name) ?? read
    const revisions = this.#revisionsOf(deployment)
    const status = countedStatus(deployment, revisions, timers.now())
    judgeProgress(deployment, status, { setName: (revisions.current ?? deployment).metadata.name, now: timers.now() })
    const written = this.#writeStatus(deployment, status)
    if (isComplete(deployment, status)) this.#forgetOldRevisions(deployment, revisions.old)
    const deadline = progressDeadline(written)
    if (deadline !== undefined) this.queue.addAfter(keyOf(deployment), Math.max(0, deadline - timers.now()) + 1000)
  }

  /** Find or make the ReplicaSet of the present template, and give it its number. */
  #ensureCurrent(deployment: Deployment, { current, old }: Revisions): ReplicaSet {
    const revision = nextRevision(old)
    if (current === undefined) return this.#createCurrent(deployment, old, revision)
    const numbered = this.#writer.update(kinds.replicaSets, current, (draft) => {
      draft.metadata.annotations ??= {}
      raiseRevision(draft.metadata.annotations, revision)
      copyChangeCause(deployment, draft.metadata.annotations)
    })
    if (revisionOf(deployment) !== revisionOf(numbered)) this.#noteRevision(deployment, revisionOf(numbered))
    return numbered
  }

  #createCurrent(deployment: Deployment, old: readonly ReplicaSet[], revision: number): ReplicaSet {
    const hash = templateHash(deployment.spec.template)
    const name = `${deployment.metadata.name}-${hash}`
    const replicas = replicasOfCurrent(deployment, { current: undefined, old })
    const labels = { ...deployment.spec.template.metadata.labels, 'pod-template-hash': hash }
    const annotations: Record<string, string> = { ...replicaAnnotations(deployment), [REVISION]: String(revision) }
    copyChangeCause(deployment, annotations)
    const { minReadySeconds } = deployment.spec
    const created = this.#writer.create(kinds.replicaSets, {
      metadata: {
        name,
        namespace: deployment.metadata.namespace ?? 'default',
        labels,
        annotations,
        ownerReferences: [controllerReference(deployment)],
      },
      spec: {
        replicas,
        ...(minReadySeconds === undefined ? {} : { minReadySeconds }),
        selector: { matchLabels: { ...deployment.spec.selector.matchLabels, 'pod-template-hash': hash } },
        template: { ...deployment.spec.template, metadata: { ...deployment.spec.template.metadata, labels } },
      },
      status: { replicas: 0 },
    })
    if (replicas > 0) this.#announce(deployment, created, 0)
    this.#noteRevision(deployment, revision, `Created new replica set "${name}"`)
    return created
  }

  #noteRevision(deployment: Deployment, revision: number, created?: string): void {
    this.#writer.updateStatus(kinds.deployments, deployment, (draft) => {
      draft.metadata.annotations = { ...draft.metadata.annotations, [REVISION]: String(revision) }
      if (created === undefined) return
      replaceCondition(draft.status, progress('True', 'NewReplicaSetCreated', created), this.#context.timers.now())
    })
  }

  #notePause(deployment: Deployment): Deployment {
    const reason = conditionOfDeployment(deployment.status, 'Progressing')?.reason
    const isPaused = deployment.spec.paused === true
    if (reason === 'ProgressDeadlineExceeded' || isPaused === (reason === 'DeploymentPaused')) return deployment
    const condition = isPaused
      ? progress('Unknown', 'DeploymentPaused', 'Deployment is paused')
      : progress('Unknown', 'DeploymentResumed', 'Deployment is resumed')
    return this.#writer.updateStatus(kinds.deployments, deployment, (draft) => {
      setCondition(draft.status, condition, this.#context.timers.now())
    })
  }

  #scaleAll(deployment: Deployment, steps: readonly ScaleStep[]): boolean {
    for (const { set, replicas } of steps) {
      const scaled = this.#writer.update(kinds.replicaSets, set, (draft) => {
        draft.spec.replicas = replicas
        draft.metadata.annotations = { ...draft.metadata.annotations, ...replicaAnnotations(deployment) }
      })
      if (replicas !== set.spec.replicas) this.#announce(deployment, scaled, set.spec.replicas)
    }
    return steps.length > 0
  }

  #announce(deployment: Deployment, { metadata, spec }: ReplicaSet, before: number): void {
    const direction = spec.replicas > before ? 'up' : 'down'
    this.#events.record({
      about: deployment,
      type: 'Normal',
      reason: 'ScalingReplicaSet',
      message: `Scaled ${direction} replica set ${metadata.name} from ${before} to ${spec.replicas}`,
    })
  }

  #writeStatus(deployment: Deployment, status: DeploymentStatus): Deployment {
    return this.#writer.updateStatus(kinds.deployments, deployment, (draft) => {
      draft.status = status
    })
  }

  #forgetOldRevisions({ spec }: Deployment, old: readonly ReplicaSet[]): void {
    const idle = old
      .filter((set) => set.spec.replicas === 0 && set.status.replicas === 0)
      .sort((a, b) => revisionOf(a) - revisionOf(b))
    const surplus = Math.max(0, old.length - spec.revisionHistoryLimit)
    for (const set of idle.slice(0, surplus)) this.#writer.requestDeletion(kinds.replicaSets, set)
  }

  #hasOldPods(old: readonly ReplicaSet[]): boolean {
    const namespace = old[0]?.metadata.namespace
    const pods = namespace === undefined ? [] : this.#context.store.list(kinds.pods, namespace)
    return pods.some((pod) => !hasPodEnded(pod) && old.some((set) => isControlledBy(pod, set)))
  }

  #revisionsOf(deployment: Deployment): Revisions {
    const sets = this.#context.store.list(kinds.replicaSets, deployment.metadata.namespace)
    return revisionsOf(
      deployment,
      sets.filter((set) => isControlledBy(set, deployment)),
    )
  }
}

const replicaAnnotations = (deployment: Deployment): Record<string, string> => ({
  [DESIRED_REPLICAS]: String(deployment.spec.replicas),
  [MAX_REPLICAS]: String(deployment.spec.replicas + budgetOf(deployment).surge),
})

/** Whether `spec.replicas` was edited since the active ReplicaSets were last scaled. */
const isScaled = ({ spec }: Deployment, { current, old }: Revisions): boolean =>
  [...old, ...(current === undefined ? [] : [current])].some(
    (set) => set.spec.replicas > 0 && set.metadata.annotations?.[DESIRED_REPLICAS] !== String(spec.replicas),
  )

function copyChangeCause({ metadata }: Deployment, annotations: Record<string, string>): void {
  const cause = metadata.annotations?.[CHANGE_CAUSE]
  if (cause !== undefined) annotations[CHANGE_CAUSE] = cause
}
