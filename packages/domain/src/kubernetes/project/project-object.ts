import { ProjectionError } from '../../errors.ts'
import type { ProjectedObject } from '../metadata.ts'
import { WATCHED_RESOURCES, type WatchedKind, type WatchedResource } from '../resources.ts'
import { ENDPOINTS_METADATA, projectEndpointSlice, projectEndpoints, SLICE_METADATA } from './endpoints.ts'
import { projectBackendTlsPolicy, projectReferenceGrant } from './gateway-policies.ts'
import { projectGateway, projectGatewayClass, projectListenerSet } from './gateways.ts'
import { INGRESS_CLASS_METADATA, INGRESS_METADATA, projectIngress, projectIngressClass } from './ingresses.ts'
import { EVENT_METADATA, projectKubernetesEvent } from './kubernetes-events.ts'
import { projectMetadata, writerOf } from './metadata.ts'
import { projectNetworkPolicy } from './network-policies.ts'
import { NODE_METADATA, projectNode } from './nodes.ts'
import { POD_METADATA, projectPod } from './pods.ts'
import type { Projection, ProjectionOptions } from './projection.ts'
import { kept, optionalRecord, type Raw, record, text } from './raw.ts'
import { projectGrpcRoute, projectHttpRoute, projectTcpRoute, projectTlsRoute, projectUdpRoute } from './routes.ts'
import { projectAutoscaler, projectDisruptionBudget } from './scaling.ts'
import { projectService, SERVICE_METADATA } from './services.ts'
import {
  projectDaemonSet,
  projectDeployment,
  projectReplicaSet,
  projectStatefulSet,
  REPLICA_SET_METADATA,
  WORKLOAD_METADATA,
} from './workloads.ts'

const NO_ANNOTATIONS = {}

const PROJECTIONS: { readonly [Kind in WatchedKind]: Projection<Kind> } = {
  BackendTLSPolicy: { policy: NO_ANNOTATIONS, project: projectBackendTlsPolicy },
  ControllerRevision: {
    policy: NO_ANNOTATIONS,
    project: (_, { apiVersion, metadata }) => ({ apiVersion, kind: 'ControllerRevision', metadata }),
  },
  DaemonSet: { policy: WORKLOAD_METADATA, project: projectDaemonSet },
  Deployment: { policy: WORKLOAD_METADATA, project: projectDeployment },
  Endpoints: { policy: ENDPOINTS_METADATA, project: projectEndpoints },
  EndpointSlice: { policy: SLICE_METADATA, project: projectEndpointSlice },
  Event: { policy: EVENT_METADATA, project: projectKubernetesEvent },
  Gateway: { policy: NO_ANNOTATIONS, project: projectGateway },
  GatewayClass: { policy: NO_ANNOTATIONS, project: projectGatewayClass },
  GRPCRoute: { policy: NO_ANNOTATIONS, project: projectGrpcRoute },
  HorizontalPodAutoscaler: { policy: NO_ANNOTATIONS, project: projectAutoscaler },
  HTTPRoute: { policy: NO_ANNOTATIONS, project: projectHttpRoute },
  Ingress: { policy: INGRESS_METADATA, project: projectIngress },
  IngressClass: { policy: INGRESS_CLASS_METADATA, project: projectIngressClass },
  ListenerSet: { policy: NO_ANNOTATIONS, project: projectListenerSet },
  Namespace: {
    policy: NO_ANNOTATIONS,
    project: (_, { apiVersion, metadata }) => ({ apiVersion, kind: 'Namespace', metadata }),
  },
  NetworkPolicy: { policy: NO_ANNOTATIONS, project: projectNetworkPolicy },
  Node: { policy: NODE_METADATA, project: projectNode },
  Pod: { policy: POD_METADATA, project: projectPod },
  PodDisruptionBudget: { policy: NO_ANNOTATIONS, project: projectDisruptionBudget },
  ReferenceGrant: { policy: NO_ANNOTATIONS, project: projectReferenceGrant },
  ReplicaSet: { policy: REPLICA_SET_METADATA, project: projectReplicaSet },
  Service: { policy: SERVICE_METADATA, project: projectService },
  StatefulSet: { policy: WORKLOAD_METADATA, project: projectStatefulSet },
  TCPRoute: { policy: NO_ANNOTATIONS, project: projectTcpRoute },
  TLSRoute: { policy: NO_ANNOTATIONS, project: projectTlsRoute },
  UDPRoute: { policy: NO_ANNOTATIONS, project: projectUdpRoute },
}

/**
 * Keep of an object what the product needs, and nothing that is noise or not ours to store (rules C.1 to C.4).
 *
 * Absent, null and default become one form, members and unordered lists are in ascending order: two objects that say the
 * same give the same JSON text. `apiVersion` is the first version of the resource's row, whichever version was served.
 *
 * @param raw one item of a list or one `object` of a watch, parsed
 * @returns `undefined` for an object that is to be skipped: the lock of a leader election
 * @throws {ProjectionError} it is not an object of this resource; retrying cannot help
 */
export function projectObject(
  resource: WatchedResource,
  raw: unknown,
  { fingerprint, sharing }: ProjectionOptions,
): ProjectedObject | undefined {
  const source = optionalRecord(raw) ?? refuse(resource, typeof raw)
  if (!isOfKind(resource, source)) refuse(resource, String(source.kind))
  const { policy, project } = PROJECTIONS[resource.kind]
  const object = project(source, {
    apiVersion: apiVersionOf(resource),
    fingerprint,
    metadata: projectMetadata(resource, source, policy),
    sharing,
  })
  if (object === undefined) return undefined
  return kept<ProjectedObject>({
    object,
    resourceVersion: text(record(source.metadata).resourceVersion) ?? '',
    writer: writerOf(source),
  })
}

/** Items of a list do not say their kind; objects read as metadata say another. */
function isOfKind({ kind, read }: WatchedResource, raw: Raw): boolean {
  if (raw.kind === undefined || raw.kind === kind) return true
  return read === 'metadata' && raw.kind === 'PartialObjectMetadata'
}

const API_VERSIONS = new Map<WatchedKind, string>(
  WATCHED_RESOURCES.map(({ group, kind, versions }) => [kind, [group, versions[0]].filter(Boolean).join('/')]),
)

function apiVersionOf({ kind }: WatchedResource): string {
  return API_VERSIONS.get(kind) ?? ''
}

function refuse({ kind, resource }: WatchedResource, found: string): never {
  throw new ProjectionError(
    `Expected a ${kind} in the answer for ${resource}, found ${found}: ` +
      'what answers is not a Kubernetes API server, or changes its answers',
  )
}
