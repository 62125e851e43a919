import type { StoredObject } from './stored-object.ts'

/**
 * One collection the API serves, as discovery describes it and as the store keeps it.
 *
 * `T` is the shape of its objects. The constants below are untyped; code that knows the shape narrows
 * one with `resources.pods as ApiResource<Pod>`, and everything read through it is a `Pod`.
 */
export interface ApiResource<T extends StoredObject = StoredObject> {
  /** Empty for the core group. */
  group: string
  version: string
  kind: string
  /** The name in paths and RBAC rules: `endpointslices`. */
  plural: string
  shortNames: readonly string[]
  isNamespaced: boolean
  /** Whether the kind is defined by a CustomResourceDefinition (its JSON starts with `apiVersion`, not `kind`). */
  isCustom: boolean
  hasStatus: boolean
  /**
   * Parts of an object, besides everything that is neither metadata nor status, whose edit raises
   * `metadata.generation`; `undefined` for kinds without one.
   * Source: each kind's registry strategy, PrepareForUpdate.
   */
  generationAlsoCounts: readonly ('labels' | 'annotations')[] | undefined
  /** Whether LIST and WATCH are answered by a watch cache: only then are there periodic bookmarks. Not so for Events. */
  hasWatchCache: boolean
  /** What the kind's zero value looks like beside its metadata: the body of a bookmark. */
  zeroValue: Readonly<Record<string, unknown>>
  /** Carries `T` for the type checker; never present. */
  readonly objectType?: T
}

type Described = Pick<ApiResource, 'group' | 'kind' | 'plural'> & Partial<Omit<ApiResource, 'objectType'>>

const describe = (resource: Described): ApiResource => ({
  version: 'v1',
  shortNames: [],
  isNamespaced: true,
  isCustom: false,
  hasStatus: true,
  generationAlsoCounts: [],
  hasWatchCache: true,
  zeroValue: { spec: {}, status: {} },
  ...resource,
})

const core = (resource: Omit<Described, 'group'>): ApiResource => describe({ group: '', ...resource })
const apps = (resource: Omit<Described, 'group'>): ApiResource => describe({ group: 'apps', ...resource })
const networking = (resource: Omit<Described, 'group'>): ApiResource =>
  describe({ group: 'networking.k8s.io', hasStatus: false, ...resource })
const gateway = (resource: Omit<Described, 'group'>): ApiResource =>
  describe({ group: 'gateway.networking.k8s.io', isCustom: true, zeroValue: {}, ...resource })

const emptyTemplate = { metadata: {}, spec: { containers: null } }

/** Every collection this API server can serve, by its plural. */
export const resources = {
  services: core({
    kind: 'Service',
    plural: 'services',
    shortNames: ['svc'],
    generationAlsoCounts: undefined,
    zeroValue: { spec: {}, status: { loadBalancer: {} } },
  }),
  pods: core({
    kind: 'Pod',
    plural: 'pods',
    shortNames: ['po'],
    zeroValue: { spec: { containers: null }, status: {} },
  }),
  nodes: core({
    kind: 'Node',
    plural: 'nodes',
    shortNames: ['no'],
    isNamespaced: false,
    generationAlsoCounts: undefined,
    zeroValue: {
      spec: {},
      status: {
        daemonEndpoints: { kubeletEndpoint: { Port: 0 } },
        nodeInfo: {
          machineID: '',
          systemUUID: '',
          bootID: '',
          kernelVersion: '',
          osImage: '',
          containerRuntimeVersion: '',
          kubeletVersion: '',
          kubeProxyVersion: '',
          operatingSystem: '',
          architecture: '',
        },
      },
    },
  }),
  namespaces: core({
    kind: 'Namespace',
    plural: 'namespaces',
    shortNames: ['ns'],
    isNamespaced: false,
    generationAlsoCounts: undefined,
  }),
  endpoints: core({
    kind: 'Endpoints',
    plural: 'endpoints',
    shortNames: ['ep'],
    hasStatus: false,
    generationAlsoCounts: undefined,
    zeroValue: {},
  }),
  events: core({
    kind: 'Event',
    plural: 'events',
    shortNames: ['ev'],
    hasStatus: false,
    generationAlsoCounts: undefined,
    hasWatchCache: false,
    zeroValue: {},
  }),
  endpointslices: describe({
    group: 'discovery.k8s.io',
    kind: 'EndpointSlice',
    plural: 'endpointslices',
    hasStatus: false,
    generationAlsoCounts: ['labels'],
    zeroValue: { addressType: '', endpoints: null, ports: null },
  }),
  ingresses: networking({
    kind: 'Ingress',
    plural: 'ingresses',
    shortNames: ['ing'],
    hasStatus: true,
    zeroValue: { spec: {}, status: { loadBalancer: {} } },
  }),
  ingressclasses: networking({
    kind: 'IngressClass',
    plural: 'ingressclasses',
    isNamespaced: false,
    zeroValue: { spec: {} },
  }),
  networkpolicies: networking({
    kind: 'NetworkPolicy',
    plural: 'networkpolicies',
    shortNames: ['netpol'],
    zeroValue: { spec: { podSelector: {} } },
  }),
  deployments: apps({
    kind: 'Deployment',
    plural: 'deployments',
    shortNames: ['deploy'],
    generationAlsoCounts: ['annotations'],
    zeroValue: { spec: { replicas: 0, selector: null, template: emptyTemplate, strategy: {} }, status: {} },
  }),
  replicasets: apps({
    kind: 'ReplicaSet',
    plural: 'replicasets',
    shortNames: ['rs'],
    zeroValue: { spec: { replicas: 0, selector: null, template: emptyTemplate }, status: { replicas: 0 } },
  }),
  statefulsets: apps({
    kind: 'StatefulSet',
    plural: 'statefulsets',
    shortNames: ['sts'],
    zeroValue: {
      spec: { replicas: 0, selector: null, template: emptyTemplate, serviceName: '', updateStrategy: {} },
      status: { replicas: 0, availableReplicas: 0 },
    },
  }),
  daemonsets: apps({
    kind: 'DaemonSet',
    plural: 'daemonsets',
    shortNames: ['ds'],
    zeroValue: {
      spec: { selector: null, template: emptyTemplate, updateStrategy: {} },
      status: { currentNumberScheduled: 0, numberMisscheduled: 0, desiredNumberScheduled: 0, numberReady: 0 },
    },
  }),
  controllerrevisions: apps({
    kind: 'ControllerRevision',
    plural: 'controllerrevisions',
    hasStatus: false,
    generationAlsoCounts: undefined,
    zeroValue: { data: null, revision: 0 },
  }),
  horizontalpodautoscalers: describe({
    group: 'autoscaling',
    version: 'v2',
    kind: 'HorizontalPodAutoscaler',
    plural: 'horizontalpodautoscalers',
    shortNames: ['hpa'],
    generationAlsoCounts: undefined,
    zeroValue: {
      spec: { scaleTargetRef: { kind: '', name: '' }, maxReplicas: 0 },
      status: { desiredReplicas: 0, currentMetrics: null },
    },
  }),
  poddisruptionbudgets: describe({
    group: 'policy',
    kind: 'PodDisruptionBudget',
    plural: 'poddisruptionbudgets',
    shortNames: ['pdb'],
    zeroValue: {
      spec: {},
      status: { disruptionsAllowed: 0, currentHealthy: 0, desiredHealthy: 0, expectedPods: 0 },
    },
  }),
  gatewayclasses: gateway({
    kind: 'GatewayClass',
    plural: 'gatewayclasses',
    shortNames: ['gc'],
    isNamespaced: false,
  }),
  gateways: gateway({ kind: 'Gateway', plural: 'gateways', shortNames: ['gtw'] }),
  httproutes: gateway({ kind: 'HTTPRoute', plural: 'httproutes' }),
  grpcroutes: gateway({ kind: 'GRPCRoute', plural: 'grpcroutes' }),
  tlsroutes: gateway({ kind: 'TLSRoute', plural: 'tlsroutes' }),
  tcproutes: gateway({ kind: 'TCPRoute', plural: 'tcproutes' }),
  udproutes: gateway({ kind: 'UDPRoute', plural: 'udproutes' }),
  listenersets: gateway({ kind: 'ListenerSet', plural: 'listenersets' }),
  backendtlspolicies: gateway({ kind: 'BackendTLSPolicy', plural: 'backendtlspolicies', shortNames: ['btlspolicy'] }),
  referencegrants: gateway({
    kind: 'ReferenceGrant',
    plural: 'referencegrants',
    shortNames: ['refgrant'],
    hasStatus: false,
  }),
} satisfies Record<string, ApiResource>

/** `v1` in the core group, else `group/version`: what objects carry as `apiVersion`. */
export const apiVersionOf = ({ group, version }: Pick<ApiResource, 'group' | 'version'>): string =>
  group === '' ? version : `${group}/${version}`

/** How every object of the resource begins, in the order the real server writes it. */
export const typeMetaOf = (resource: ApiResource): { kind: string; apiVersion: string } =>
  resource.isCustom
    ? { apiVersion: apiVersionOf(resource), kind: resource.kind }
    : { kind: resource.kind, apiVersion: apiVersionOf(resource) }

/** The path of the whole collection: `/apis/discovery.k8s.io/v1/endpointslices`. Names a resource uniquely. */
export const collectionPath = (resource: Pick<ApiResource, 'group' | 'version' | 'plural'>): string =>
  `${resource.group === '' ? '/api' : '/apis'}/${apiVersionOf(resource)}/${resource.plural}`
