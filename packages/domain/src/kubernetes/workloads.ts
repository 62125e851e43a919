import type { ContainerPort } from './container.ts'
import type { Condition, FieldManager, KubernetesObject } from './metadata.ts'
import type { ControllerFlags } from './pod.ts'
import type { LabelSelector } from './selector.ts'

/** What is kept of a pod template, which itself is dropped: it may hold secrets (rule C.4). */
export interface TemplateFacts {
  /** Keyed hash of the whole template without label `pod-template-hash`: equal means the same Pods (rule C.1.5). */
  readonly templateFingerprint: string
  /** Container name → image, init containers included. */
  readonly images: Readonly<Record<string, string>>
  readonly templateLabels: Readonly<Record<string, string>>
  /** What its containers and sidecars declare, in that order. */
  readonly templatePorts: readonly ContainerPort[]
  /** Template annotation `kubectl.kubernetes.io/restartedAt`. */
  readonly restartedAt?: string
  /** As for Pods: flags of a known list that ingress controllers take. */
  readonly controllerFlags: ControllerFlags
}

/** Who wrote what last, read from `metadata.managedFields`; their `time` is an upper bound (rule C.2 `lastWriter`). */
export interface LastWriter {
  readonly replicas?: FieldManager
  readonly template?: FieldManager
}

/** apps/v1 Deployment. Counters absent from the API are 0. */
export interface Deployment extends KubernetesObject<'Deployment'> {
  readonly spec: DeploymentSpec
  readonly status: DeploymentStatus
  readonly derived: TemplateFacts & { readonly lastWriter: LastWriter }
}

export interface DeploymentSpec {
  /** Always present; default 1 (DeploymentSpec.replicas). */
  readonly replicas: number
  readonly selector: LabelSelector
  readonly strategy: DeploymentStrategy
  /** Default 0. */
  readonly minReadySeconds: number
  /** Default false. */
  readonly paused: boolean
  /** Always present; default 600; 2147483647 means never (DeploymentSpec.progressDeadlineSeconds). */
  readonly progressDeadlineSeconds: number
  /** Always present; default 10 (DeploymentSpec.revisionHistoryLimit). */
  readonly revisionHistoryLimit: number
}

export interface DeploymentStrategy {
  /** Always present; default `RollingUpdate` (DeploymentStrategy.type). */
  readonly type: 'RollingUpdate' | 'Recreate'
  /** Present with `RollingUpdate`; both default to `25%` (RollingUpdateDeployment). */
  readonly rollingUpdate?: RollingUpdateBudget
}

/** Numbers, or percentages as the API writes them (`'25%'`). */
export interface RollingUpdateBudget {
  readonly maxSurge: number | string
  readonly maxUnavailable: number | string
}

export interface DeploymentStatus {
  readonly observedGeneration: number
  readonly replicas: number
  readonly updatedReplicas: number
  readonly readyReplicas: number
  readonly availableReplicas: number
  readonly unavailableReplicas: number
  /** Absent on servers that do not count them: not 0. */
  readonly terminatingReplicas?: number
  readonly collisionCount?: number
  /** Sorted by type; `Progressing.lastUpdateTime` is the progress clock. */
  readonly conditions: readonly Condition[]
}

/** apps/v1 ReplicaSet. Counters absent from the API are 0. */
export interface ReplicaSet extends KubernetesObject<'ReplicaSet'> {
  readonly spec: {
    /** Always present; default 1 (ReplicaSetSpec.replicas). */
    readonly replicas: number
    readonly selector: LabelSelector
    /** Default 0. */
    readonly minReadySeconds: number
  }
  readonly status: ReplicaSetStatus
  readonly derived: TemplateFacts
}

export interface ReplicaSetStatus {
  readonly observedGeneration: number
  readonly replicas: number
  readonly readyReplicas: number
  readonly availableReplicas: number
  /** Absent on servers that do not count them: not 0. */
  readonly terminatingReplicas?: number
  readonly conditions: readonly Condition[]
}

/** apps/v1 StatefulSet. Counters absent from the API are 0. */
export interface StatefulSet extends KubernetesObject<'StatefulSet'> {
  readonly spec: StatefulSetSpec
  readonly status: StatefulSetStatus
  readonly derived: TemplateFacts & { readonly lastWriter: LastWriter }
}

export interface StatefulSetSpec {
  /** Always present; default 1 (StatefulSetSpec.replicas). */
  readonly replicas: number
  readonly selector: LabelSelector
  readonly serviceName?: string
  /** Always present; default `OrderedReady` (StatefulSetSpec.podManagementPolicy). */
  readonly podManagementPolicy: 'OrderedReady' | 'Parallel'
  readonly updateStrategy: StatefulSetUpdateStrategy
  /** `start` defaults to 0. */
  readonly ordinals: { readonly start: number }
  /** Default 0. */
  readonly minReadySeconds: number
}

export interface StatefulSetUpdateStrategy {
  /** Always present; default `RollingUpdate` (StatefulSetUpdateStrategy.type). */
  readonly type: 'RollingUpdate' | 'OnDelete'
  /** Present with `RollingUpdate`; `partition` defaults to 0; `maxUnavailable` counts only where it is present. */
  readonly rollingUpdate?: { readonly partition: number; readonly maxUnavailable?: number | string }
}

export interface StatefulSetStatus {
  readonly observedGeneration: number
  readonly replicas: number
  readonly readyReplicas: number
  readonly currentReplicas: number
  readonly updatedReplicas: number
  readonly availableReplicas: number
  /** Names of ControllerRevisions. */
  readonly currentRevision?: string
  readonly updateRevision?: string
  readonly collisionCount?: number
  readonly conditions: readonly Condition[]
}

/** apps/v1 DaemonSet. Counters absent from the API are 0. */
export interface DaemonSet extends KubernetesObject<'DaemonSet'> {
  readonly spec: DaemonSetSpec
  readonly status: DaemonSetStatus
  readonly derived: TemplateFacts & {
    readonly lastWriter: LastWriter
    /** `spec.template.spec.nodeSelector`; `{}` when none. */
    readonly nodeSelector: Readonly<Record<string, string>>
    /** `spec.template.spec.hostNetwork`. */
    readonly hostNetwork: boolean
  }
}

export interface DaemonSetSpec {
  readonly selector: LabelSelector
  readonly updateStrategy: DaemonSetUpdateStrategy
  /** Default 0. */
  readonly minReadySeconds: number
}

export interface DaemonSetUpdateStrategy {
  /** Always present; default `RollingUpdate` (DaemonSetUpdateStrategy.type). */
  readonly type: 'RollingUpdate' | 'OnDelete'
  /** Present with `RollingUpdate`; `maxUnavailable` defaults to 1, `maxSurge` to 0 (RollingUpdateDaemonSet). */
  readonly rollingUpdate?: RollingUpdateBudget
}

export interface DaemonSetStatus {
  readonly observedGeneration: number
  readonly currentNumberScheduled: number
  readonly desiredNumberScheduled: number
  readonly updatedNumberScheduled: number
  readonly numberMisscheduled: number
  readonly numberReady: number
  readonly numberAvailable: number
  readonly numberUnavailable: number
  readonly collisionCount?: number
  readonly conditions: readonly Condition[]
}

/** apps/v1 ControllerRevision, read as PartialObjectMetadata: its data is a pod template, its `revision` is not told. */
export interface ControllerRevision extends KubernetesObject<'ControllerRevision'> {}
