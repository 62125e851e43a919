import type { Container } from './container.ts'
import type { ApiTime, Condition, KubernetesObject } from './metadata.ts'

/** v1 Pod: labels whole; of the annotations the deletion cost only. */
export interface Pod extends KubernetesObject<'Pod'> {
  readonly spec: PodSpec
  readonly status: PodStatus
  readonly derived: {
    /** Flags of a known list that ingress controllers take (rule D.2), by name: `{ '--ingress-class': 'nginx' }`. */
    readonly controllerFlags: ControllerFlags
    /** A static pod's mirror: annotation `kubernetes.io/config.mirror`. */
    readonly mirrorPod: boolean
  }
}

/** Flag name (with its dashes) → value; `'true'` for a flag without one. Empty for everything but ingress controllers. */
export type ControllerFlags = Readonly<Record<string, string>>

export interface PodSpec {
  /** Absent until scheduled. */
  readonly nodeName?: string
  /** Default false. */
  readonly hostNetwork: boolean
  readonly hostname?: string
  readonly subdomain?: string
  /** Always present; default 30 (PodSpec.terminationGracePeriodSeconds). */
  readonly terminationGracePeriodSeconds: number
  readonly readinessGates: readonly { readonly conditionType: string }[]
  readonly serviceAccountName?: string
  /** In their order: named ports resolve to the first match (rule D.4.10). */
  readonly containers: readonly Container[]
  readonly initContainers: readonly Container[]
}

export type PodPhase = 'Pending' | 'Running' | 'Succeeded' | 'Failed' | 'Unknown'

export interface PodStatus {
  /** Always present; the API server starts every Pod as `Pending`. */
  readonly phase: PodPhase
  readonly reason?: string
  readonly podIP?: string
  readonly podIPs: readonly { readonly ip: string }[]
  readonly hostIP?: string
  readonly startTime?: ApiTime
  readonly qosClass?: 'Guaranteed' | 'Burstable' | 'BestEffort'
  /** Sorted by type; `message` only with `PodScheduled=False`. */
  readonly conditions: readonly Condition[]
  /** Sorted by name. */
  readonly containerStatuses: readonly ContainerStatus[]
  /** Sorted by name. */
  readonly initContainerStatuses: readonly ContainerStatus[]
}

export interface ContainerStatus {
  readonly name: string
  readonly ready: boolean
  /** Absent counts as false (ContainerStatus.started). */
  readonly started: boolean
  readonly restartCount: number
  /** `''` until the image is there. */
  readonly imageID: string
  readonly state: ContainerState
  /** Absent before the first restart. */
  readonly lastState?: ContainerState
}

/** Exactly one member; none in the API means waiting (ContainerState). Messages are dropped: they may be log lines. */
export interface ContainerState {
  readonly waiting?: { readonly reason?: string }
  readonly running?: { readonly startedAt?: ApiTime }
  readonly terminated?: ContainerStateTerminated
}

export interface ContainerStateTerminated {
  readonly exitCode: number
  readonly signal?: number
  readonly reason?: string
  readonly startedAt?: ApiTime
  readonly finishedAt?: ApiTime
}
