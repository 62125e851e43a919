import { type ApiResource, resources } from '../../api-server/api-resource.ts'
import type { KubernetesEvent, Namespace, Node } from './infrastructure.ts'
import type {
  EndpointSlice,
  Endpoints,
  Gateway,
  GatewayClass,
  HttpRoute,
  Ingress,
  IngressClass,
  NetworkPolicy,
  ReferenceGrant,
  Service,
} from './network.ts'
import type { Pod } from './pod.ts'
import type {
  ControllerRevision,
  DaemonSet,
  Deployment,
  HorizontalPodAutoscaler,
  PodDisruptionBudget,
  ReplicaSet,
  StatefulSet,
} from './workloads.ts'

/** The collections the controllers read and write, each with the shape of its objects. */
export const kinds = {
  controllerRevisions: resources.controllerrevisions as ApiResource<ControllerRevision>,
  daemonSets: resources.daemonsets as ApiResource<DaemonSet>,
  deployments: resources.deployments as ApiResource<Deployment>,
  endpoints: resources.endpoints as ApiResource<Endpoints>,
  endpointSlices: resources.endpointslices as ApiResource<EndpointSlice>,
  events: resources.events as ApiResource<KubernetesEvent>,
  gatewayClasses: resources.gatewayclasses as ApiResource<GatewayClass>,
  gateways: resources.gateways as ApiResource<Gateway>,
  httpRoutes: resources.httproutes as ApiResource<HttpRoute>,
  ingressClasses: resources.ingressclasses as ApiResource<IngressClass>,
  ingresses: resources.ingresses as ApiResource<Ingress>,
  namespaces: resources.namespaces as ApiResource<Namespace>,
  networkPolicies: resources.networkpolicies as ApiResource<NetworkPolicy>,
  nodes: resources.nodes as ApiResource<Node>,
  podAutoscalers: resources.horizontalpodautoscalers as ApiResource<HorizontalPodAutoscaler>,
  podDisruptionBudgets: resources.poddisruptionbudgets as ApiResource<PodDisruptionBudget>,
  pods: resources.pods as ApiResource<Pod>,
  referenceGrants: resources.referencegrants as ApiResource<ReferenceGrant>,
  replicaSets: resources.replicasets as ApiResource<ReplicaSet>,
  services: resources.services as ApiResource<Service>,
  statefulSets: resources.statefulsets as ApiResource<StatefulSet>,
} as const
