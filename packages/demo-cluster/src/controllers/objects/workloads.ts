import type { StoredObject } from '../../api-server/stored-object.ts'
import type { ConditionStatus, PodTemplate } from './pod.ts'

export type LabelSelector = { matchLabels?: Record<string, string> }

export type WorkloadCondition = {
  type: string
  status: ConditionStatus
  lastUpdateTime?: string
  lastTransitionTime: string
  reason: string
  message: string
}

/** A number of Pods, or a percentage of the replicas: `"25%"`. Source: apimachinery util/intstr. */
export type IntOrPercent = number | string

/** Source: apps/v1 Deployment. Counters that are 0 are absent, as Go writes them. */
export interface Deployment extends StoredObject {
  spec: DeploymentSpec
  status: DeploymentStatus
}

export type DeploymentSpec = {
  replicas: number
  selector: LabelSelector
  template: PodTemplate
  strategy: {
    type: 'RollingUpdate' | 'Recreate'
    rollingUpdate?: { maxSurge: IntOrPercent; maxUnavailable: IntOrPercent }
  }
  minReadySeconds?: number
  revisionHistoryLimit: number
  progressDeadlineSeconds: number
  paused?: boolean
}

export type DeploymentStatus = {
  observedGeneration?: number
  replicas?: number
  updatedReplicas?: number
  readyReplicas?: number
  availableReplicas?: number
  unavailableReplicas?: number
  terminatingReplicas?: number
  conditions?: WorkloadCondition[]
}

/** Source: apps/v1 ReplicaSet. */
export interface ReplicaSet extends StoredObject {
  spec: { replicas: number; selector: LabelSelector; template: PodTemplate; minReadySeconds?: number }
  status: ReplicaSetStatus
}

export type ReplicaSetStatus = {
  replicas: number
  fullyLabeledReplicas?: number
  readyReplicas?: number
  availableReplicas?: number
  terminatingReplicas?: number
  observedGeneration?: number
}

/** Source: apps/v1 StatefulSet. */
export interface StatefulSet extends StoredObject {
  spec: StatefulSetSpec
  status: StatefulSetStatus
}

export type StatefulSetSpec = {
  replicas: number
  selector: LabelSelector
  template: PodTemplate
  serviceName: string
  podManagementPolicy: 'OrderedReady' | 'Parallel'
  updateStrategy: { type: 'RollingUpdate' | 'OnDelete'; rollingUpdate?: { partition?: number } }
  minReadySeconds?: number
  revisionHistoryLimit: number
  persistentVolumeClaimRetentionPolicy?: { whenDeleted: string; whenScaled: string }
}

export type StatefulSetStatus = {
  observedGeneration?: number
  replicas: number
  readyReplicas?: number
  currentReplicas?: number
  updatedReplicas?: number
  currentRevision?: string
  updateRevision?: string
  collisionCount?: number
  availableReplicas: number
}

/** Source: apps/v1 DaemonSet. */
export interface DaemonSet extends StoredObject {
  spec: DaemonSetSpec
  status: DaemonSetStatus
}

export type DaemonSetSpec = {
  selector: LabelSelector
  template: PodTemplate
  updateStrategy: {
    type: 'RollingUpdate' | 'OnDelete'
    rollingUpdate?: { maxUnavailable: IntOrPercent; maxSurge: number }
  }
  minReadySeconds?: number
  revisionHistoryLimit: number
}

export type DaemonSetStatus = {
  currentNumberScheduled: number
  numberMisscheduled: number
  desiredNumberScheduled: number
  numberReady: number
  observedGeneration?: number
  updatedNumberScheduled?: number
  numberAvailable?: number
  numberUnavailable?: number
}

/** Source: apps/v1 ControllerRevision; `data` holds the whole Pod template. */
export interface ControllerRevision extends StoredObject {
  data: { spec: { template: PodTemplate & { $patch: 'replace' } } }
  revision: number
}

/** Source: autoscaling/v2 HorizontalPodAutoscaler with one CPU metric. */
export interface HorizontalPodAutoscaler extends StoredObject {
  spec: {
    scaleTargetRef: { kind: 'Deployment'; name: string; apiVersion: 'apps/v1' }
    minReplicas: number
    maxReplicas: number
    metrics: {
      type: 'Resource'
      resource: { name: 'cpu'; target: { type: 'Utilization'; averageUtilization: number } }
    }[]
    behavior?: { scaleDown?: { stabilizationWindowSeconds: number } }
  }
  status: HorizontalPodAutoscalerStatus
}

export type HorizontalPodAutoscalerStatus = {
  lastScaleTime?: string
  currentReplicas?: number
  desiredReplicas: number
  currentMetrics: Record<string, unknown>[] | null
  conditions?: WorkloadCondition[]
}

/** Source: policy/v1 PodDisruptionBudget. */
export interface PodDisruptionBudget extends StoredObject {
  spec: { minAvailable?: IntOrPercent; maxUnavailable?: IntOrPercent; selector: LabelSelector }
  status: {
    observedGeneration?: number
    disruptionsAllowed: number
    currentHealthy: number
    desiredHealthy: number
    expectedPods: number
    conditions?: (WorkloadCondition & { observedGeneration: number })[]
  }
}
