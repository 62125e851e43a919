import { deepFreeze } from '../api-server/structural-sharing.ts'
import { completePodSpec } from '../controllers/kubectl/api-defaults.ts'
import { fieldsOf, type ManagedFieldsEntry } from '../controllers/objects/field-ownership.ts'
import type { PodSpec } from '../controllers/objects/pod.ts'
import type { Application } from '../story/landscape/application.ts'
import { applicationTemplate } from '../story/landscape/application-template.ts'

const MODEL: Application = {
  namespace: 'model',
  name: 'app',
  tier: 'backend',
  replicas: 1,
  port: 8080,
  version: '1.0.0',
}

const model = applicationTemplate(MODEL)

/**
 * What 150,000 Pods have in common, once in memory: a Pod is its name, its node, its address and references to this.
 * Serialised it is as long as any.
 */
const SHARED_SPEC: PodSpec = deepFreeze({
  ...completePodSpec(model.spec),
  tolerations: ['not-ready', 'unreachable'].map((problem) => ({
    key: `node.kubernetes.io/${problem}`,
    operator: 'Exists',
    effect: 'NoExecute',
    tolerationSeconds: 300,
  })),
  priority: 0,
  enableServiceLinks: true,
  preemptionPolicy: 'PreemptLowerPriority',
})

export const SHARED_ANNOTATIONS: Record<string, string> = deepFreeze({ ...model.metadata.annotations })

type Signature = Pick<ManagedFieldsEntry, 'manager' | 'apiVersion'> & { subresource?: string }

const signed = (fields: unknown, { manager, apiVersion, subresource }: Signature): ManagedFieldsEntry => ({
  manager,
  operation: 'Update',
  apiVersion,
  time: '2026-11-01T08:00:00Z',
  fieldsType: 'FieldsV1',
  fieldsV1: fieldsOf(fields, ''),
  ...(subresource === undefined ? {} : { subresource }),
})

const condition = (type: string) => ({ type, status: '', lastProbeTime: null, lastTransitionTime: '' })

const CREATED = {
  metadata: { generateName: '', labels: model.metadata.labels, annotations: model.metadata.annotations },
  spec: SHARED_SPEC,
}

const REPORTED = {
  status: {
    conditions: ['ContainersReady', 'Initialized', 'PodReadyToStartContainers', 'Ready'].map(condition),
    containerStatuses: [],
    hostIP: '',
    hostIPs: [],
    phase: '',
    podIP: '',
    podIPs: [{ ip: '10.0.0.1' }],
    startTime: '',
  },
}

/** As long as in a real Pod, and the same in each. */
export const POD_MANAGED_FIELDS: ManagedFieldsEntry[] = deepFreeze([
  signed(CREATED, { manager: 'kube-controller-manager', apiVersion: 'v1' }),
  signed(REPORTED, { manager: 'kubelet', apiVersion: 'v1', subresource: 'status' }),
])

const SLICE = {
  metadata: { generateName: '', labels: { app: '', 'kubernetes.io/service-name': '' }, ownerReferences: [] },
  addressType: '',
  endpoints: [],
  ports: [],
}

/** The same in every EndpointSlice. */
export const SLICE_MANAGED_FIELDS: ManagedFieldsEntry[] = deepFreeze([
  signed(SLICE, { manager: 'kube-controller-manager', apiVersion: 'discovery.k8s.io/v1' }),
])

/** A template's spec with its own image: everything else is shared. */
export function specWithImage(image: string): PodSpec {
  const [main, ...others] = SHARED_SPEC.containers
  return deepFreeze({ ...SHARED_SPEC, containers: main === undefined ? [] : [{ ...main, image }, ...others] })
}
