import type {
  DaemonSet,
  DaemonSetStatus,
  Deployment,
  DeploymentSpec,
  DeploymentStatus,
  ReplicaSet,
  ReplicaSetStatus,
  RollingUpdateBudget,
  StatefulSet,
  StatefulSetSpec,
  StatefulSetStatus,
  StatefulSetUpdateStrategy,
} from '../workloads.ts'
import { projectConditions } from './conditions.ts'
import { annotationsNamed, type MetadataPolicy } from './metadata.ts'
import type { Common } from './projection.ts'
import { count, kept, number, numberOrText, positive, type Raw, record, text, textMap } from './raw.ts'
import { redacted } from './redacted.ts'
import { projectSelector } from './selectors.ts'
import { lastWriterOf, projectTemplate } from './template-facts.ts'

/** A change cause may be a whole command line. */
const LONGEST_CHANGE_CAUSE = 256

export const WORKLOAD_METADATA: MetadataPolicy = {
  annotation: (name, value) => {
    if (name === 'kubernetes.io/change-cause') return redacted(value, LONGEST_CHANGE_CAUSE)
    return name === 'deployment.kubernetes.io/revision' ? value : undefined
  },
}

export const REPLICA_SET_METADATA: MetadataPolicy = annotationsNamed(
  'deployment.kubernetes.io/desired-replicas',
  'deployment.kubernetes.io/max-replicas',
  'deployment.kubernetes.io/revision',
  'deployment.kubernetes.io/revision-history',
)

export function projectDeployment(raw: Raw, common: Common): Deployment {
  const spec = record(raw.spec)
  return {
    apiVersion: common.apiVersion,
    derived: derivedOf(raw, common),
    kind: 'Deployment',
    metadata: common.metadata,
    spec: projectDeploymentSpec(spec),
    status: projectDeploymentStatus(record(raw.status)),
  }
}

function derivedOf(raw: Raw, common: Common): Deployment['derived'] {
  const { controllerFlags, images, ...rest } = projectTemplate(record(record(raw.spec).template), common)
  return { controllerFlags, images, lastWriter: lastWriterOf(raw), ...rest }
}

function projectDeploymentSpec(spec: Raw): DeploymentSpec {
  return {
    minReadySeconds: count(spec.minReadySeconds),
    paused: spec.paused === true,
    progressDeadlineSeconds: number(spec.progressDeadlineSeconds) ?? 600,
    replicas: number(spec.replicas) ?? 1,
    revisionHistoryLimit: number(spec.revisionHistoryLimit) ?? 10,
    selector: projectSelector(spec.selector),
    strategy: projectStrategy(record(spec.strategy)),
  }
}

function projectStrategy({ rollingUpdate, type }: Raw): DeploymentSpec['strategy'] {
  if (type === 'Recreate') return { type }
  return {
    rollingUpdate: projectBudget(rollingUpdate, { maxSurge: '25%', maxUnavailable: '25%' }),
    type: 'RollingUpdate',
  }
}

function projectBudget(rollingUpdate: unknown, defaults: RollingUpdateBudget): RollingUpdateBudget {
  const { maxSurge, maxUnavailable } = record(rollingUpdate)
  return {
    maxSurge: numberOrText(maxSurge) ?? defaults.maxSurge,
    maxUnavailable: numberOrText(maxUnavailable) ?? defaults.maxUnavailable,
  }
}

function projectDeploymentStatus(status: Raw): DeploymentStatus {
  return kept<DeploymentStatus>({
    availableReplicas: count(status.availableReplicas),
    collisionCount: positive(status.collisionCount),
    conditions: projectConditions(status.conditions),
    observedGeneration: count(status.observedGeneration),
    readyReplicas: count(status.readyReplicas),
    replicas: count(status.replicas),
    terminatingReplicas: number(status.terminatingReplicas),
    unavailableReplicas: count(status.unavailableReplicas),
    updatedReplicas: count(status.updatedReplicas),
  })
}

export function projectReplicaSet(raw: Raw, common: Common): ReplicaSet {
  const spec = record(raw.spec)
  return {
    apiVersion: common.apiVersion,
    derived: projectTemplate(record(spec.template), common),
    kind: 'ReplicaSet',
    metadata: common.metadata,
    spec: {
      minReadySeconds: count(spec.minReadySeconds),
      replicas: number(spec.replicas) ?? 1,
      selector: projectSelector(spec.selector),
    },
    status: projectReplicaSetStatus(record(raw.status)),
  }
}

function projectReplicaSetStatus(status: Raw): ReplicaSetStatus {
  return kept<ReplicaSetStatus>({
    availableReplicas: count(status.availableReplicas),
    conditions: projectConditions(status.conditions),
    observedGeneration: count(status.observedGeneration),
    readyReplicas: count(status.readyReplicas),
    replicas: count(status.replicas),
    terminatingReplicas: number(status.terminatingReplicas),
  })
}

export function projectStatefulSet(raw: Raw, common: Common): StatefulSet {
  return {
    apiVersion: common.apiVersion,
    derived: derivedOf(raw, common),
    kind: 'StatefulSet',
    metadata: common.metadata,
    spec: projectStatefulSetSpec(record(raw.spec)),
    status: projectStatefulSetStatus(record(raw.status)),
  }
}

function projectStatefulSetSpec(spec: Raw): StatefulSetSpec {
  return kept<StatefulSetSpec>({
    minReadySeconds: count(spec.minReadySeconds),
    ordinals: { start: count(record(spec.ordinals).start) },
    podManagementPolicy: spec.podManagementPolicy === 'Parallel' ? 'Parallel' : 'OrderedReady',
    replicas: number(spec.replicas) ?? 1,
    selector: projectSelector(spec.selector),
    serviceName: text(spec.serviceName),
    updateStrategy: projectStatefulSetStrategy(record(spec.updateStrategy)),
  })
}

function projectStatefulSetStrategy({ rollingUpdate, type }: Raw): StatefulSetUpdateStrategy {
  if (type === 'OnDelete') return { type }
  const { maxUnavailable, partition } = record(rollingUpdate)
  return {
    rollingUpdate: kept<NonNullable<StatefulSetUpdateStrategy['rollingUpdate']>>({
      maxUnavailable: numberOrText(maxUnavailable),
      partition: count(partition),
    }),
    type: 'RollingUpdate',
  }
}

function projectStatefulSetStatus(status: Raw): StatefulSetStatus {
  return kept<StatefulSetStatus>({
    availableReplicas: count(status.availableReplicas),
    collisionCount: positive(status.collisionCount),
    conditions: projectConditions(status.conditions),
    currentReplicas: count(status.currentReplicas),
    currentRevision: text(status.currentRevision),
    observedGeneration: count(status.observedGeneration),
    readyReplicas: count(status.readyReplicas),
    replicas: count(status.replicas),
    updateRevision: text(status.updateRevision),
    updatedReplicas: count(status.updatedReplicas),
  })
}

export function projectDaemonSet(raw: Raw, common: Common): DaemonSet {
  const spec = record(raw.spec)
  const { controllerFlags, ...derived } = derivedOf(raw, common)
  const templateSpec = record(record(spec.template).spec)
  const { images, lastWriter, ...rest } = derived
  return {
    apiVersion: common.apiVersion,
    derived: {
      controllerFlags,
      hostNetwork: templateSpec.hostNetwork === true,
      images,
      lastWriter,
      nodeSelector: textMap(templateSpec.nodeSelector),
      ...rest,
    },
    kind: 'DaemonSet',
    metadata: common.metadata,
    spec: {
      minReadySeconds: count(spec.minReadySeconds),
      selector: projectSelector(spec.selector),
      updateStrategy: projectDaemonSetStrategy(record(spec.updateStrategy)),
    },
    status: projectDaemonSetStatus(record(raw.status)),
  }
}

function projectDaemonSetStrategy({ rollingUpdate, type }: Raw): DaemonSet['spec']['updateStrategy'] {
  if (type === 'OnDelete') return { type }
  return { rollingUpdate: projectBudget(rollingUpdate, { maxSurge: 0, maxUnavailable: 1 }), type: 'RollingUpdate' }
}

function projectDaemonSetStatus(status: Raw): DaemonSetStatus {
  return kept<DaemonSetStatus>({
    collisionCount: positive(status.collisionCount),
    conditions: projectConditions(status.conditions),
    currentNumberScheduled: count(status.currentNumberScheduled),
    desiredNumberScheduled: count(status.desiredNumberScheduled),
    numberAvailable: count(status.numberAvailable),
    numberMisscheduled: count(status.numberMisscheduled),
    numberReady: count(status.numberReady),
    numberUnavailable: count(status.numberUnavailable),
    observedGeneration: count(status.observedGeneration),
    updatedNumberScheduled: count(status.updatedNumberScheduled),
  })
}
