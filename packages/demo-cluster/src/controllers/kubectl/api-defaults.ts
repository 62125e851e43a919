import type { Container, PodSpec, PodTemplate, Probe } from '../objects/pod.ts'
import type { DaemonSetSpec, DeploymentSpec, StatefulSetSpec } from '../objects/workloads.ts'

/** What a person writes of a spec: the rest is the API server's to fill in. */
export type DeploymentManifest = Pick<DeploymentSpec, 'replicas' | 'selector' | 'template'> & Partial<DeploymentSpec>
export type StatefulSetManifest = Pick<StatefulSetSpec, 'replicas' | 'selector' | 'template' | 'serviceName'> &
  Partial<StatefulSetSpec>
export type DaemonSetManifest = Pick<DaemonSetSpec, 'selector' | 'template'> & Partial<DaemonSetSpec>

/** Source: pkg/apis/apps/v1/defaults.go. */
export const completeDeployment = (spec: DeploymentManifest): DeploymentSpec => ({
  ...spec,
  template: completeTemplate(spec.template),
  strategy: spec.strategy ?? { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: '25%', maxSurge: '25%' } },
  revisionHistoryLimit: spec.revisionHistoryLimit ?? 10,
  progressDeadlineSeconds: spec.progressDeadlineSeconds ?? 600,
})

/** Source: pkg/apis/apps/v1/defaults.go. */
export const completeStatefulSet = (spec: StatefulSetManifest): StatefulSetSpec => ({
  ...spec,
  template: completeTemplate(spec.template),
  podManagementPolicy: spec.podManagementPolicy ?? 'OrderedReady',
  updateStrategy: spec.updateStrategy ?? { type: 'RollingUpdate', rollingUpdate: { partition: 0 } },
  revisionHistoryLimit: spec.revisionHistoryLimit ?? 10,
  persistentVolumeClaimRetentionPolicy: { whenDeleted: 'Retain', whenScaled: 'Retain' },
})

/** Source: pkg/apis/apps/v1/defaults.go. */
export const completeDaemonSet = (spec: DaemonSetManifest): DaemonSetSpec => ({
  ...spec,
  template: completeTemplate(spec.template),
  updateStrategy: spec.updateStrategy ?? { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: 1, maxSurge: 0 } },
  revisionHistoryLimit: spec.revisionHistoryLimit ?? 10,
})

const completeTemplate = ({ metadata, spec }: PodTemplate): PodTemplate => ({ metadata, spec: completePodSpec(spec) })

/** Source: pkg/apis/core/v1/defaults.go. */
export const completePodSpec = (spec: PodSpec): PodSpec => ({
  ...(spec.volumes === undefined ? {} : { volumes: spec.volumes }),
  ...(spec.initContainers === undefined ? {} : { initContainers: spec.initContainers.map(completeContainer) }),
  restartPolicy: 'Always',
  terminationGracePeriodSeconds: 30,
  dnsPolicy: 'ClusterFirst',
  securityContext: {},
  schedulerName: 'default-scheduler',
  ...spec,
  containers: spec.containers.map(completeContainer),
})

const completeContainer = (container: Container): Container => ({
  ...container,
  ...(container.ports === undefined
    ? {}
    : { ports: container.ports.map((port) => ({ ...port, protocol: port.protocol ?? 'TCP' })) }),
  resources: container.resources ?? {},
  ...(container.livenessProbe === undefined ? {} : { livenessProbe: completeProbe(container.livenessProbe) }),
  ...(container.readinessProbe === undefined ? {} : { readinessProbe: completeProbe(container.readinessProbe) }),
  ...(container.startupProbe === undefined ? {} : { startupProbe: completeProbe(container.startupProbe) }),
  terminationMessagePath: '/dev/termination-log',
  terminationMessagePolicy: container.terminationMessagePolicy ?? 'File',
  imagePullPolicy: container.imagePullPolicy ?? 'IfNotPresent',
})

const completeProbe = (probe: Probe): Probe => ({
  timeoutSeconds: 1,
  periodSeconds: 10,
  successThreshold: 1,
  failureThreshold: 3,
  ...probe,
  ...(probe.httpGet === undefined ? {} : { httpGet: { ...probe.httpGet, scheme: probe.httpGet.scheme ?? 'HTTP' } }),
})
