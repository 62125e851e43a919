import type { AddressType } from '../kubernetes/endpoint-slice.ts'
import type { NetworkPolicySpec } from '../kubernetes/network-policy.ts'
import type { PodPhase } from '../kubernetes/pod.ts'
import type { WatchedKind } from '../kubernetes/resources.ts'
import type { RouteKind } from '../kubernetes/routes.ts'
import type { ServicePort, ServiceType } from '../kubernetes/service.ts'
import type { EndpointCounts, RevisionCounts } from '../services/endpoint-counts.ts'
import type { HealthReason } from '../services/service-health.ts'
import type { SliceOrigin } from '../services/slice-origin.ts'
import type { DisruptionFacts, NoFacts } from './edge-facts.ts'

/** What the chart shows of an object, by kind. Kinds without an entry of their own show their name only. */
export type NodeFacts = OwnFacts & { readonly [Kind in Exclude<WatchedKind, keyof OwnFacts>]: NoFacts }

interface OwnFacts extends Readonly<Record<RouteKind, RouteNodeFacts>> {
  readonly Ingress: IngressNodeFacts
  readonly IngressClass: IngressClassFacts
  readonly Gateway: GatewayNodeFacts
  readonly GatewayClass: { readonly controller: string }
  readonly ListenerSet: Pick<GatewayNodeFacts, 'listeners'>
  readonly Service: ServiceNodeFacts
  readonly EndpointSlice: SliceNodeFacts
  readonly Pod: PodNodeFacts
  readonly Node: MachineFacts
  readonly Deployment: WorkloadFacts
  readonly ReplicaSet: WorkloadFacts
  readonly StatefulSet: WorkloadFacts
  readonly DaemonSet: DaemonSetFacts
  readonly HorizontalPodAutoscaler: AutoscalerFacts
  readonly NetworkPolicy: { readonly policyTypes: NetworkPolicySpec['policyTypes'] }
  readonly PodDisruptionBudget: DisruptionFacts
}

export interface IngressNodeFacts {
  /** As the spec or, failing that, the annotation names it. */
  readonly className?: string
  /** What `status.loadBalancer` publishes: IPs and hostnames. */
  readonly addresses: readonly string[]
  /** Hosts of rules without paths: they claim the host, and its requests go to the default backend (rule D.1.4). */
  readonly claims?: readonly string[]
}

export interface IngressClassFacts {
  /** `spec.controller`, which is not the class's name. */
  readonly controller?: string
  /** Annotation `ingressclass.kubernetes.io/is-default-class` is exactly `true`. */
  readonly isDefault: boolean
  /** Its data plane is outside of the cluster: no Pod takes its requests. */
  readonly isExternal?: true
}

export interface RouteNodeFacts {
  /** Empty: every hostname of the listeners. */
  readonly hostnames: readonly string[]
}

export interface GatewayNodeFacts {
  readonly className: string
  readonly listeners: readonly {
    readonly name: string
    readonly port: number
    readonly protocol: string
    readonly hostname?: string
  }[]
  readonly addresses: readonly string[]
}

export interface ServiceNodeFacts {
  readonly type: ServiceType
  readonly clusterIP?: string
  readonly ports: readonly ServicePort[]
  readonly endpoints: EndpointCounts
  readonly byRevision: readonly RevisionCounts[]
  readonly reason: HealthReason
}

export interface SliceNodeFacts {
  readonly addressType: AddressType
  readonly managedBy?: string
  readonly origin: SliceOrigin
  readonly endpoints: number
}

export interface PodNodeFacts {
  readonly phase: PodPhase
  readonly ip?: string
  readonly node?: string
  readonly revision?: string
  /** Its condition `Ready` is True: what its kubelet says, which slices follow. */
  readonly isReady: boolean
  readonly isTerminating: boolean
  readonly restarts: number
}

export interface MachineFacts {
  readonly isReady: boolean
  /** Not cordoned. */
  readonly isSchedulable: boolean
  readonly zone?: string
}

export interface WorkloadFacts {
  /** How many Pods there should be. */
  readonly desired: number
  readonly ready: number
  readonly isPaused: boolean
}

export interface DaemonSetFacts extends WorkloadFacts {
  /** Labels of the nodes that get a Pod; empty: every node. */
  readonly nodeSelector: Readonly<Record<string, string>>
  /** Its Pods have the addresses of their nodes. */
  readonly hostNetwork: boolean
}

export interface AutoscalerFacts {
  readonly minReplicas: number
  readonly maxReplicas: number
  readonly currentReplicas: number
  readonly desiredReplicas: number
}
