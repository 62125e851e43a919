import type { BackendTLSPolicy } from './backend-tls-policy.ts'
import type { EndpointSlice } from './endpoint-slice.ts'
import type { Endpoints } from './endpoints.ts'
import type { Gateway, GatewayClass, ListenerSet } from './gateway.ts'
import type { HorizontalPodAutoscaler } from './horizontal-pod-autoscaler.ts'
import type { Ingress } from './ingress.ts'
import type { IngressClass } from './ingress-class.ts'
import type { KubernetesEvent } from './kubernetes-event.ts'
import type { Namespace } from './namespace.ts'
import type { NetworkPolicy } from './network-policy.ts'
import type { Node } from './node.ts'
import type { Pod } from './pod.ts'
import type { PodDisruptionBudget } from './pod-disruption-budget.ts'
import type { ReferenceGrant } from './reference-grant.ts'
import type { WatchedKind } from './resources.ts'
import type { GatewayRoute } from './routes.ts'
import type { Service } from './service.ts'
import type { ControllerRevision, DaemonSet, Deployment, ReplicaSet, StatefulSet } from './workloads.ts'

/** Every kind Portolan reads, as it is kept; `kind` tells which. */
export type WatchedObject =
  | BackendTLSPolicy
  | ControllerRevision
  | DaemonSet
  | Deployment
  | EndpointSlice
  | Endpoints
  | Gateway
  | GatewayClass
  | GatewayRoute
  | HorizontalPodAutoscaler
  | Ingress
  | IngressClass
  | KubernetesEvent
  | ListenerSet
  | Namespace
  | NetworkPolicy
  | Node
  | Pod
  | PodDisruptionBudget
  | ReferenceGrant
  | ReplicaSet
  | Service
  | StatefulSet

/** The kept form of one kind: `ObjectOfKind<'Pod'>` is `Pod`. */
export type ObjectOfKind<Kind extends WatchedKind> = Extract<WatchedObject, { readonly kind: Kind }>
