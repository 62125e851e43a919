import { z } from 'zod'
import { Cause } from './causes.ts'
import { Finding } from './findings.ts'
import { Coverage, Evidence, Gap, ObjectKeyText, page, Timestamp } from './primitives.ts'

export const EndpointCounts = z
  .object({ ready: z.int(), unready: z.int(), terminating: z.int(), total: z.int() })
  .meta({
    id: 'EndpointCounts',
    description: 'Endpoint identities over the union of the slices: pods, not address:port pairs',
  })

export const ServicePort = z
  .object({
    name: z.string(),
    port: z.int(),
    protocol: z.string(),
    targetPort: z.union([z.int(), z.string()]),
    nodePort: z.int().optional(),
    appProtocol: z.string().optional(),
  })
  .meta({ id: 'ServicePort' })

export const RevisionCounts = z
  .object({ revision: z.string().nullable(), ready: z.int(), unready: z.int(), terminating: z.int() })
  .meta({ id: 'RevisionCounts' })

export const ServiceRow = z
  .object({
    key: ObjectKeyText,
    namespace: z.string(),
    name: z.string(),
    type: z.string(),
    clusterIP: z.string().nullable(),
    dns: z.string().describe('assuming the cluster domain cluster.local'),
    ports: z.array(ServicePort),
    endpoints: EndpointCounts,
    byRevision: z.array(RevisionCounts),
    churn: z.int().describe('joins, leaves and flips of the last 5 minutes before the instant'),
    health: z.enum(['ok', 'warning', 'error', 'unknown']),
    reason: z.string().describe('why that health, one stable word'),
    isRouted: z.boolean().describe('an Ingress rule or a route leads here'),
  })
  .meta({ id: 'ServiceRow' })
export type ServiceRow = z.infer<typeof ServiceRow>

export const ServicesPage = page(ServiceRow)
  .extend({ seq: z.int(), at: Timestamp, coverage: Coverage })
  .meta({ id: 'ServicesPage' })
export type ServicesPage = z.infer<typeof ServicesPage>

export const ServiceEndpoint = z
  .object({
    identity: z.string(),
    address: z.string(),
    state: z.enum(['ready', 'unready', 'terminating-serving', 'terminating']),
    conditions: z.object({
      ready: z.boolean().optional(),
      serving: z.boolean().optional(),
      terminating: z.boolean().optional(),
    }),
    display: z.enum(['ready', 'not-ready', 'draining', 'terminating', 'published-not-ready']),
    hostname: z.string().nullable().describe('its name under that of the Service'),
    pod: z.string().nullable(),
    node: z.string().nullable(),
    zone: z.string().nullable(),
    revision: z.string().nullable(),
    ports: z.array(z.object({ name: z.string(), port: z.int().nullable(), protocol: z.string() })),
    slice: z.string(),
  })
  .meta({ id: 'ServiceEndpoint' })
export type ServiceEndpoint = z.infer<typeof ServiceEndpoint>

export const Exposure = z
  .object({
    via: z.enum(['ClusterIP', 'NodePort', 'LoadBalancer', 'externalIPs', 'ExternalName', 'headless']),
    address: z.string().nullable(),
    port: z.int().nullable(),
    servicePort: z.int().optional().describe('of a NodePort: the port of the Service it stands for'),
    protocol: z.string(),
    trafficPolicy: z.string().nullable(),
    ipMode: z.enum(['VIP', 'Proxy']).optional().describe('`Proxy`: nodes do not short-circuit this IP'),
    healthCheckNodePort: z.int().optional().describe('where the load balancer asks which nodes have endpoints'),
    error: z.string().optional().describe('what the provider says went wrong with this port'),
    isDeprecated: z.literal(true).optional().describe('externalIPs, since 1.36'),
    isOutsideDefaultRange: z.literal(true).optional().describe('a node port outside of 30000–32767'),
  })
  .meta({ id: 'Exposure' })

export const EntryNode = z
  .object({
    name: z.string(),
    addresses: z.array(z.string()),
    answers: z.boolean().describe('false: it drops what is sent to it, for want of an endpoint of its own'),
  })
  .meta({ id: 'EntryNode' })

export const TrafficSettings = z
  .object({
    proxy: z.enum(['kube-proxy', 'other', 'none']),
    proxyMode: z.enum(['unknown', 'ipvs']).nullable().describe('the API does not tell; an Event may'),
    proxyModeEvidence: ObjectKeyText.nullable(),
    internalTrafficPolicy: z.string().nullable(),
    externalTrafficPolicy: z.string().nullable(),
    trafficDistribution: z.string().nullable(),
    topologyMode: z.string().nullable(),
    hints: z
      .enum(['none', 'zones', 'nodes', 'incomplete'])
      .describe('`incomplete`: ignored, as not every ready endpoint has one'),
    sessionAffinity: z.enum(['None', 'ClientIP']),
    sessionAffinitySeconds: z.int().nullable(),
    loadBalancerClass: z.string().nullable(),
    loadBalancerSourceRanges: z.array(z.string()),
    publishNotReadyAddresses: z.boolean(),
  })
  .meta({ id: 'TrafficSettings', description: 'What decides, beside readiness, which endpoint a connection gets' })

export const RouteToService = z
  .object({
    from: ObjectKeyText,
    host: z.string().nullable(),
    path: z.string().nullable(),
    pathType: z.string().nullable(),
    port: z.union([z.int(), z.string()]).nullable(),
    state: z.enum(['resolved', 'missing', 'unknown', 'ambiguous']),
  })
  .meta({ id: 'RouteToService' })

export const ServiceDetail = ServiceRow.extend({
  seq: z.int(),
  at: Timestamp,
  coverage: Coverage,
  selector: z.record(z.string(), z.string()).nullable(),
  exposure: z.array(Exposure),
  entryNodes: z
    .array(EntryNode)
    .nullable()
    .describe('where its node ports are, 100 nodes at most; null where it has none, or Nodes are not observed'),
  traffic: TrafficSettings,
  slices: z.array(
    z.object({
      name: z.string(),
      addressType: z.string(),
      managedBy: z.string().nullable(),
      origin: z.enum(['selector', 'mirrored', 'imported', 'by-hand']).describe('who fills it'),
      endpoints: z.int(),
    }),
  ),
  endpointList: z.array(ServiceEndpoint),
  routes: z.array(RouteToService),
  findings: z.array(Finding),
}).meta({ id: 'ServiceDetail' })
export type ServiceDetail = z.infer<typeof ServiceDetail>

export const LedgerInterval = z
  .object({
    identity: z.string(),
    address: z.string(),
    pod: z.string().nullable(),
    node: z.string().nullable(),
    revision: z.string().nullable(),
    state: z.enum(['ready', 'unready', 'terminating-serving', 'terminating']),
    from: Timestamp,
    fromSeq: z.int(),
    to: Timestamp.nullable().describe('null while it lasts'),
    toSeq: z.int().nullable(),
    evidence: Evidence,
    beganBy: Cause.optional().describe('why it came, or became ready or unready; where causes are asked for'),
    endedBy: Cause.optional().describe('why it went, or is not so any more'),
  })
  .meta({ id: 'LedgerInterval' })
export type LedgerInterval = z.infer<typeof LedgerInterval>

export const Ledger = z
  .object({
    namespace: z.string(),
    name: z.string(),
    from: Timestamp.nullable(),
    to: Timestamp,
    seq: z.int(),
    intervals: z.array(LedgerInterval),
    zeroReady: z.array(
      z.object({ from: Timestamp, to: Timestamp.nullable(), fromSeq: z.int(), toSeq: z.int().nullable() }),
    ),
    counts: z.object({ added: z.int(), removed: z.int(), becameReady: z.int(), becameUnready: z.int() }),
    coverage: z.number().min(0).max(1).describe('share of the range in which every kind the ledger reads was watched'),
    causesFrom: Timestamp.optional().describe('causes are told from here on; absent where they are not asked for'),
    gaps: z.array(Gap),
  })
  .meta({ id: 'Ledger' })
export type Ledger = z.infer<typeof Ledger>
