import { toTimestamp } from '../../api-server/assigned-identity.ts'
import { type ControllerContext, keyOf, writerOf } from '../controller-context.ts'
import { EventRecorder } from '../events/event-recorder.ts'
import { kinds } from '../objects/kinds.ts'
import type { Deployment, HorizontalPodAutoscaler, WorkloadCondition } from '../objects/workloads.ts'
import type { Writer } from '../objects/writer.ts'

/** How much CPU a workload uses altogether, in percent of one replica's request. */
export type LoadOf = (autoscaler: HorizontalPodAutoscaler) => number

/** Source for both: kube-controller-manager `--horizontal-pod-autoscaler-sync-period`, `…-tolerance`. */
const SYNC_MS = 15_000
const TOLERANCE = 0.1

/** Scales Deployments to their load, through the `scale` subresource. Source: pkg/controller/podautoscaler. */
export class PodAutoscalers {
  readonly #context: ControllerContext
  readonly #loadOf: LoadOf
  readonly #writer: Writer
  readonly #events: EventRecorder
  /** What was recommended lately: scaling down waits for the highest of them. */
  readonly #recommendations = new Map<string, { at: number; replicas: number }[]>()

  constructor(context: ControllerContext, loadOf: LoadOf) {
    this.#context = context
    this.#loadOf = loadOf
    this.#writer = writerOf(context, 'kube-controller-manager')
    this.#events = new EventRecorder(context, {
      component: 'horizontal-pod-autoscaler',
      manager: 'kube-controller-manager',
    })
    context.timers.after(SYNC_MS, () => this.#sync())
  }

  #sync(): void {
    for (const autoscaler of this.#context.store.list(kinds.podAutoscalers)) this.evaluate(autoscaler)
    this.#context.timers.after(SYNC_MS, () => this.#sync())
  }

  /** Decide now; what a sync period does anyway. */
  evaluate(autoscaler: HorizontalPodAutoscaler): void {
    const { scaleTargetRef, metrics } = autoscaler.spec
    const { namespace } = autoscaler.metadata
    const target = this.#context.store.get(kinds.deployments, namespace, scaleTargetRef.name)
    const current = target?.spec.replicas ?? 0
    if (target === undefined || current === 0) return
    const utilization = Math.round(this.#loadOf(autoscaler) / current)
    const wanted = metrics[0]?.resource.target.averageUtilization ?? 80
    const ratio = utilization / wanted
    const proposed = Math.abs(ratio - 1) <= TOLERANCE ? current : Math.ceil(current * ratio)
    const desired = this.#stabilized(
      autoscaler,
      Math.min(autoscaler.spec.maxReplicas, Math.max(autoscaler.spec.minReplicas, proposed)),
      current,
    )
    if (desired !== current) this.#rescale(autoscaler, target, desired)
    this.#writeStatus(autoscaler, { current, desired, proposed, utilization })
  }

  #stabilized(autoscaler: HorizontalPodAutoscaler, replicas: number, current: number): number {
    const now = this.#context.timers.now()
    const windowMs = (autoscaler.spec.behavior?.scaleDown?.stabilizationWindowSeconds ?? 300) * 1000
    const key = keyOf(autoscaler)
    const recent = (this.#recommendations.get(key) ?? []).filter(({ at }) => at > now - windowMs)
    recent.push({ at: now, replicas })
    this.#recommendations.set(key, recent)
    return replicas >= current ? replicas : Math.min(current, Math.max(...recent.map((entry) => entry.replicas)))
  }

  #rescale(autoscaler: HorizontalPodAutoscaler, target: Deployment, desired: number): void {
    this.#writer.scale(kinds.deployments, target, desired)
    const relation = desired > target.spec.replicas ? 'above target' : 'below target'
    const cause =
      desired > target.spec.replicas
        ? `cpu resource utilization (percentage of request) ${relation}`
        : 'All metrics below target'
    const message = `New size: ${desired}; reason: ${cause}`
    this.#events.record({ about: autoscaler, type: 'Normal', reason: 'SuccessfulRescale', message })
  }

  #writeStatus(
    autoscaler: HorizontalPodAutoscaler,
    {
      current,
      desired,
      proposed,
      utilization,
    }: { current: number; desired: number; proposed: number; utilization: number },
  ): void {
    const time = toTimestamp(this.#context.timers.now())
    const { minReplicas, maxReplicas } = autoscaler.spec
    const limited = proposed > maxReplicas ? TOO_MANY : proposed < minReplicas ? TOO_FEW : IN_RANGE
    this.#writer.updateStatus(kinds.podAutoscalers, autoscaler, (draft) => {
      draft.status = {
        ...(draft.status.lastScaleTime === undefined ? {} : { lastScaleTime: draft.status.lastScaleTime }),
        ...(desired === current ? {} : { lastScaleTime: time }),
        currentReplicas: current,
        desiredReplicas: desired,
        currentMetrics: [
          {
            type: 'Resource',
            resource: {
              name: 'cpu',
              current: { averageValue: `${utilization * 2}m`, averageUtilization: utilization },
            },
          },
        ],
        conditions: [desired === current ? ABLE : RESCALED, ACTIVE, limited].map((condition) =>
          since(condition, draft.status, time),
        ),
      }
    })
  }
}

type NewCondition = Pick<WorkloadCondition, 'type' | 'status' | 'reason' | 'message'>

const ABLE: NewCondition = {
  type: 'AbleToScale',
  status: 'True',
  reason: 'ReadyForNewScale',
  message: 'recommended size matches current size',
}
const RESCALED: NewCondition = {
  type: 'AbleToScale',
  status: 'True',
  reason: 'SucceededRescale',
  message: 'the HPA controller was able to update the target scale',
}
const ACTIVE: NewCondition = {
  type: 'ScalingActive',
  status: 'True',
  reason: 'ValidMetricFound',
  message:
    'the HPA was able to successfully calculate a replica count from cpu resource utilization (percentage of request)',
}
const IN_RANGE: NewCondition = {
  type: 'ScalingLimited',
  status: 'False',
  reason: 'DesiredWithinRange',
  message: 'the desired count is within the acceptable range',
}
const TOO_MANY: NewCondition = {
  type: 'ScalingLimited',
  status: 'True',
  reason: 'TooManyReplicas',
  message: 'the desired replica count is more than the maximum replica count',
}
const TOO_FEW: NewCondition = {
  type: 'ScalingLimited',
  status: 'True',
  reason: 'TooFewReplicas',
  message: 'the desired replica count is less than the minimum replica count',
}

function since(
  condition: NewCondition,
  { conditions }: HorizontalPodAutoscaler['status'],
  time: string,
): WorkloadCondition {
  const before = conditions?.find(({ type }) => type === condition.type)
  const lastTransitionTime = before?.status === condition.status ? before.lastTransitionTime : time
  return {
    type: condition.type,
    status: condition.status,
    lastTransitionTime,
    reason: condition.reason,
    message: condition.message,
  }
}
