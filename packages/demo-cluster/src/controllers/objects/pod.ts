import type { StoredObject } from '../../api-server/stored-object.ts'

/** `True`, `False` or `Unknown`. */
export type ConditionStatus = 'True' | 'False' | 'Unknown'

/** Source: core/v1 Pod, as far as the controllers here read or write it. */
export interface Pod extends StoredObject {
  spec: PodSpec
  status: PodStatus
}

export type PodTemplate = {
  metadata: { labels: Record<string, string>; annotations?: Record<string, string> }
  spec: PodSpec
}

export type PodSpec = {
  containers: Container[]
  initContainers?: Container[]
  volumes?: Record<string, unknown>[]
  nodeName?: string
  nodeSelector?: Record<string, string>
  affinity?: { nodeAffinity?: NodeAffinity }
  tolerations?: Toleration[]
  hostNetwork?: boolean
  hostname?: string
  subdomain?: string
  serviceAccountName?: string
  restartPolicy?: string
  terminationGracePeriodSeconds?: number
  dnsPolicy?: string
  securityContext?: Record<string, unknown>
  schedulerName?: string
  priority?: number
  priorityClassName?: string
  preemptionPolicy?: string
  enableServiceLinks?: boolean
}

/** The only affinity read here: how a DaemonSet pins a Pod to its node. */
export type NodeAffinity = {
  requiredDuringSchedulingIgnoredDuringExecution: {
    nodeSelectorTerms: { matchFields: { key: 'metadata.name'; operator: 'In'; values: string[] }[] }[]
  }
}

export type Toleration = { key?: string; operator?: string; effect?: string; tolerationSeconds?: number }

export type Container = {
  name: string
  image: string
  args?: string[]
  command?: string[]
  env?: { name: string; value?: string; valueFrom?: Record<string, unknown> }[]
  ports?: ContainerPort[]
  resources?: Record<string, unknown>
  volumeMounts?: Record<string, unknown>[]
  readinessProbe?: Probe
  livenessProbe?: Probe
  startupProbe?: Probe
  lifecycle?: { preStop?: { sleep?: { seconds: number }; exec?: { command: string[] } } }
  restartPolicy?: string
  imagePullPolicy?: string
  securityContext?: Record<string, unknown>
  terminationMessagePath?: string
  terminationMessagePolicy?: string
}

export type ContainerPort = { name?: string; hostPort?: number; containerPort: number; protocol?: string }

export type Probe = {
  httpGet?: { path: string; port: number | string; scheme?: string }
  tcpSocket?: { port: number | string }
  exec?: { command: string[] }
  initialDelaySeconds?: number
  timeoutSeconds?: number
  periodSeconds?: number
  successThreshold?: number
  failureThreshold?: number
}

export type PodStatus = {
  phase: 'Pending' | 'Running' | 'Succeeded' | 'Failed'
  conditions?: PodCondition[]
  reason?: string
  hostIP?: string
  hostIPs?: { ip: string }[]
  podIP?: string
  podIPs?: { ip: string }[]
  startTime?: string
  initContainerStatuses?: ContainerStatus[]
  containerStatuses?: ContainerStatus[]
  qosClass?: string
}

export type PodCondition = {
  type: string
  status: ConditionStatus
  lastProbeTime: null
  lastTransitionTime: string
  reason?: string
  message?: string
}

export type ContainerStatus = {
  name: string
  state: ContainerState
  lastState: ContainerState
  ready: boolean
  restartCount: number
  image: string
  imageID: string
  containerID?: string
  started: boolean
}

export type ContainerState = {
  waiting?: { reason: string; message?: string }
  running?: { startedAt: string }
  terminated?: TerminatedState
}

export type TerminatedState = {
  exitCode: number
  reason: string
  startedAt: string | null
  finishedAt: string
  containerID?: string
}

/** The status of one condition; `undefined` while nobody has written it. */
export const conditionOf = (pod: Pod, type: string): PodCondition | undefined =>
  pod.status.conditions?.find((condition) => condition.type === type)

/** Whether the condition `Ready` is `True`. */
export const isPodReady = (pod: Pod): boolean => conditionOf(pod, 'Ready')?.status === 'True'

/** Whether the Pod came to its end: nothing restarts it and it has left every EndpointSlice. */
export const hasPodEnded = ({ status }: Pod): boolean => status.phase === 'Succeeded' || status.phase === 'Failed'

/** Whether a controller counts the Pod among its replicas: neither ended nor being deleted. */
export const isPodActive = (pod: Pod): boolean => !hasPodEnded(pod) && pod.metadata.deletionTimestamp === undefined

/** Epoch ms of the last change of `Ready`; `undefined` before there is one. */
export function readySince(pod: Pod): number | undefined {
  const ready = conditionOf(pod, 'Ready')
  return ready === undefined ? undefined : Date.parse(ready.lastTransitionTime)
}

/** Ready for at least `minReadySeconds`. Source: k8s.io/kubernetes pkg/api/v1/pod IsPodAvailable. */
export function isPodAvailable(pod: Pod, minReadySeconds: number, now: number): boolean {
  if (!isPodReady(pod)) return false
  return minReadySeconds === 0 || (readySince(pod) ?? now) + minReadySeconds * 1000 <= now
}
