import type { Service } from '../kubernetes/service.ts'
import type { Deployment, ReplicaSet, StatefulSet } from '../kubernetes/workloads.ts'
import type { RawObject } from './raw-objects.ts'
import { aService } from './services.ts'
import { aDeployment, aReplicaSet, aStatefulSet } from './workloads.ts'

/** What a test states of workload `web`. It has rolled out version 1 to four Pods unless told otherwise. */
export interface WebOptions {
  /** Of the template: image `app:<version>`. */
  readonly version?: number
  readonly generation?: number
  /** The generation that the controller has seen. */
  readonly observed?: number
  readonly replicas?: number
  /** How many Pods there are, of the new template, and available. */
  readonly total?: number
  readonly updated?: number
  readonly available?: number
  /** As in the API. */
  readonly conditions?: readonly RawObject[]
  readonly spec?: RawObject
}

/** Service `web`. */
export function theService(): Service {
  return aService('web', { selector: { app: 'web' } })
}

/** Deployment `web`. */
export function theDeployment(options: WebOptions = {}): Deployment {
  const { version = 1, conditions = [], ...others } = options
  const { counts, generation, replicas, spec } = stated({ version, ...others })
  const status = { ...counts, unavailableReplicas: replicas - counts.availableReplicas, conditions }
  return aDeployment('web', { ...image(version), generation, replicas, ...(spec && { spec }), status })
}

/** The ReplicaSet of a version of Deployment `web`; its hash is `v<version>`. */
export function theReplicaSet(version: number, options: ReplicaSetOptions = {}): ReplicaSet {
  const { replicas = 4, revision = version, formerRevisions } = options
  const annotations = formerRevisions && { 'deployment.kubernetes.io/revision-history': formerRevisions }
  return aReplicaSet(`web-v${version}`, {
    ...{ ...image(version), podLabels: { app: 'web' } },
    ...{ replicas, revision, owner: aDeployment('web'), labels: { app: 'web', 'pod-template-hash': `v${version}` } },
    ...(annotations && { annotations }),
    creationTimestamp: `2026-01-01T00:00:0${version}Z`,
  })
}

export interface ReplicaSetOptions {
  readonly replicas?: number
  /** Annotation `deployment.kubernetes.io/revision`; the version unless told otherwise. */
  readonly revision?: number
  readonly formerRevisions?: string
}

/** StatefulSet `web`, whose revisions are `web-v<version>`; `updateRevision` is that of the template. */
export function theStatefulSet(options: WebOptions = {}): StatefulSet {
  const { version = 1, ...others } = options
  const { counts, generation, replicas, spec } = stated({ version, ...others })
  const status = { ...counts, updateRevision: `web-v${version}`, currentRevision: 'web-v1' }
  return aStatefulSet('web', { ...image(version), generation, replicas, ...(spec && { spec }), status })
}

/** StatefulSet `web` as the owner of a Pod of a version. */
export function ownerOfVersion(version: number) {
  const { kind, metadata } = theStatefulSet()
  return { kind, metadata: { ...metadata, labels: { 'controller-revision-hash': `web-v${version}` } } }
}

const image = (version: number) => ({ image: `app:${version}` })

function stated({ version, ...options }: WebOptions & { readonly version: number }) {
  const { generation = version, observed = generation, replicas = 4, spec } = options
  const { total = replicas, updated = replicas, available = replicas } = options
  const counts = {
    observedGeneration: observed,
    replicas: total,
    ...{ updatedReplicas: updated, availableReplicas: available, readyReplicas: available },
  }
  return { counts, generation, replicas, spec }
}
