import type { Namespace } from '../kubernetes/namespace.ts'
import type { DaemonSet, Deployment, ReplicaSet, StatefulSet } from '../kubernetes/workloads.ts'
import { aProjected } from './projected.ts'
import { aRawClusterObject, aRawObject, type RawMetadata, type RawObject } from './raw-objects.ts'

/** What a test states of a workload: one replica of `app:1` with label `app: <name>`, unless told otherwise. */
export interface WorkloadOptions extends RawMetadata {
  readonly replicas?: number
  /** Labels of the template, and the selector. */
  readonly podLabels?: Readonly<Record<string, string>>
  readonly image?: string
  /** Annotation `deployment.kubernetes.io/revision`. */
  readonly revision?: number
  /** Further members of the template's `spec`, of `spec` and of `status`, as in the API. */
  readonly template?: RawObject
  readonly spec?: RawObject
  readonly status?: RawObject
}

/** A workload as the API sends it. */
export function aRawWorkload(kind: string, name: string, options: WorkloadOptions = {}): RawObject {
  const { replicas = 1, podLabels = { app: name }, image = 'app:1', revision, ...others } = options
  const { template, spec, status, annotations, ...metadata } = others
  const revisionAnnotation = revision === undefined ? {} : { 'deployment.kubernetes.io/revision': String(revision) }
  return aRawObject(kind, name, {
    ...metadata,
    annotations: { ...revisionAnnotation, ...annotations },
    spec: {
      replicas,
      selector: { matchLabels: podLabels },
      template: { metadata: { labels: podLabels }, spec: { containers: [{ name: 'main', image }], ...template } },
      ...spec,
    },
    status,
  })
}

export function aDeployment(name: string, options: WorkloadOptions = {}): Deployment {
  return aProjected('Deployment', aRawWorkload('Deployment', name, options))
}

/** A ReplicaSet; `owner` is its Deployment. */
export function aReplicaSet(name: string, options: WorkloadOptions = {}): ReplicaSet {
  return aProjected('ReplicaSet', aRawWorkload('ReplicaSet', name, options))
}

export function aStatefulSet(name: string, options: WorkloadOptions = {}): StatefulSet {
  return aProjected('StatefulSet', aRawWorkload('StatefulSet', name, options))
}

export function aDaemonSet(name: string, options: WorkloadOptions = {}): DaemonSet {
  return aProjected('DaemonSet', aRawWorkload('DaemonSet', name, options))
}

/** A Namespace with the label every Namespace has. */
export function aNamespace(name: string, metadata: RawMetadata = {}): Namespace {
  const labels = { 'kubernetes.io/metadata.name': name, ...metadata.labels }
  return aProjected('Namespace', aRawClusterObject('Namespace', name, { ...metadata, labels }))
}
