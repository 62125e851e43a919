import type { ControllerContext } from '../../controllers/controller-context.ts'
import { writerOf } from '../../controllers/controller-context.ts'
import type { Kubectl } from '../../controllers/kubectl/kubectl.ts'
import { newNode } from '../../controllers/nodes/new-node.ts'
import { kinds } from '../../controllers/objects/kinds.ts'
import type { Container } from '../../controllers/objects/pod.ts'

export const NAMESPACES = ['default', 'kube-system', 'edge', 'shop', 'market', 'bistro'] as const
const ZONES = ['zone-a', 'zone-b', 'zone-c', 'zone-a', 'zone-b']
/** Where the Ingress controller runs. */
const INGRESS_NODES = new Set(['worker-1', 'worker-2'])
const INGRESS_NODE_LABEL = { 'node.example.com/ingress': 'true' }
export const INGRESS_POD_LABELS = {
  'app.kubernetes.io/name': 'ingress-nginx',
  'app.kubernetes.io/component': 'controller',
}
const API_SERVERS = ['10.20.0.2', '10.20.0.3', '10.20.0.4']

/** Nodes, namespaces, and what every cluster runs before anybody deploys anything. */
export function installPlatform(context: ControllerContext, kubectl: Kubectl): void {
  for (const name of NAMESPACES) installNamespace(kubectl, name)
  for (const [index, zone] of ZONES.entries()) installNode(context, index, zone)
  installApiServerService(context)
  installDns(kubectl)
  installAgents(kubectl)
  installIngressController(kubectl)
}

function installNamespace(kubectl: Kubectl, name: string): void {
  const metadata = { name, labels: { 'kubernetes.io/metadata.name': name } }
  kubectl.apply(kinds.namespaces, { metadata }, { spec: { finalizers: ['kubernetes'] }, status: { phase: 'Active' } })
}

function installNode(context: ControllerContext, index: number, zone: string): void {
  const name = `worker-${index + 1}`
  const labels = INGRESS_NODES.has(name) ? INGRESS_NODE_LABEL : {}
  const node = { name, zone, address: `10.20.0.${11 + index}`, podCIDR: `10.244.${index + 1}.0/24`, labels }
  writerOf(context, 'kubelet').create(kinds.nodes, newNode(node, context.timers.now()))
}

/** `default/kubernetes`: written by the API servers themselves, without selector, manager or targets. */
function installApiServerService(context: ControllerContext): void {
  const writer = writerOf(context, 'kube-apiserver')
  const metadata = { name: 'kubernetes', namespace: 'default' }
  writer.create(kinds.services, {
    metadata: { ...metadata, labels: { component: 'apiserver', provider: 'kubernetes' } },
    spec: {
      ports: [{ name: 'https', protocol: 'TCP', port: 443, targetPort: 6443 }],
      clusterIP: '10.96.0.1',
      clusterIPs: ['10.96.0.1'],
      type: 'ClusterIP',
      sessionAffinity: 'None',
      ipFamilies: ['IPv4'],
      ipFamilyPolicy: 'SingleStack',
      internalTrafficPolicy: 'Cluster',
    },
    status: { loadBalancer: {} },
  })
  writer.create(kinds.endpointSlices, {
    metadata: { ...metadata, labels: { 'kubernetes.io/service-name': 'kubernetes' } },
    addressType: 'IPv4',
    endpoints: API_SERVERS.map((ip) => ({
      addresses: [ip],
      conditions: { ready: true, serving: true, terminating: false },
    })),
    ports: [{ name: 'https', protocol: 'TCP', port: 6443 }],
  })
  writer.create(kinds.endpoints, {
    metadata: { ...metadata, labels: { 'endpointslice.kubernetes.io/skip-mirror': 'true' } },
    subsets: [
      { addresses: API_SERVERS.map((ip) => ({ ip })), ports: [{ name: 'https', port: 6443, protocol: 'TCP' }] },
    ],
  })
}

function installDns(kubectl: Kubectl): void {
  const labels = { 'k8s-app': 'kube-dns' }
  kubectl.applyDeployment(
    { name: 'coredns', namespace: 'kube-system', labels },
    {
      replicas: 2,
      selector: { matchLabels: labels },
      template: {
        metadata: { labels },
        spec: {
          containers: [
            {
              name: 'coredns',
              image: 'registry.k8s.io/coredns/coredns:v1.13.1',
              args: ['-conf', '/etc/coredns/Corefile'],
              ports: [
                { name: 'dns', containerPort: 53, protocol: 'UDP' },
                { name: 'dns-tcp', containerPort: 53, protocol: 'TCP' },
                { name: 'metrics', containerPort: 9153, protocol: 'TCP' },
              ],
              readinessProbe: { httpGet: { path: '/ready', port: 8181 } },
              lifecycle: { preStop: { sleep: { seconds: 5 } } },
            },
          ],
        },
      },
      revisionHistoryLimit: 3,
    },
  )
  kubectl.applyService(
    { name: 'kube-dns', namespace: 'kube-system', labels },
    {
      selector: labels,
      clusterIP: '10.96.0.10',
      ports: [
        { name: 'dns', port: 53, targetPort: 'dns', protocol: 'UDP' },
        { name: 'dns-tcp', port: 53, targetPort: 'dns-tcp' },
        { name: 'metrics', port: 9153, targetPort: 'metrics' },
      ],
    },
  )
}

function installAgents(kubectl: Kubectl): void {
  const daemon = (name: string, container: Container): void => {
    const labels = { 'k8s-app': name }
    kubectl.applyDaemonSet(
      { name, namespace: 'kube-system', labels },
      {
        selector: { matchLabels: labels },
        template: { metadata: { labels }, spec: { hostNetwork: true, containers: [container] } },
        revisionHistoryLimit: 3,
      },
    )
  }
  daemon('kube-proxy', {
    name: 'kube-proxy',
    image: 'registry.k8s.io/kube-proxy:v1.36.2',
    command: ['/usr/local/bin/kube-proxy'],
  })
  daemon('node-agent', {
    name: 'agent',
    image: 'registry.example.com/platform/node-agent:4.2.0',
    args: ['--report=logs.kube-system.svc:6514'],
  })
}

function installIngressController(kubectl: Kubectl): void {
  const labels = INGRESS_POD_LABELS
  kubectl.applyDaemonSet(
    { name: 'ingress-nginx-controller', namespace: 'edge', labels },
    {
      selector: { matchLabels: labels },
      template: {
        metadata: { labels },
        spec: { hostNetwork: true, nodeSelector: INGRESS_NODE_LABEL, containers: [INGRESS_CONTAINER] },
      },
      revisionHistoryLimit: 3,
    },
  )
  kubectl.applyService(
    { name: 'ingress-nginx-controller', namespace: 'edge', labels },
    {
      selector: labels,
      ports: [
        { name: 'http', port: 80, targetPort: 'http' },
        { name: 'https', port: 443, targetPort: 'https' },
      ],
    },
  )
  kubectl.apply(kinds.ingressClasses, {
    metadata: { name: 'nginx', annotations: { 'ingressclass.kubernetes.io/is-default-class': 'true' } },
    spec: { controller: 'k8s.io/ingress-nginx' },
  })
}

const INGRESS_CONTAINER: Container = {
  name: 'controller',
  image: 'registry.k8s.io/ingress-nginx/controller:v1.14.0',
  args: [
    '/nginx-ingress-controller',
    '--ingress-class=nginx',
    '--controller-class=k8s.io/ingress-nginx',
    '--report-node-internal-ip-address',
  ],
  ports: [
    { name: 'http', hostPort: 80, containerPort: 80 },
    { name: 'https', hostPort: 443, containerPort: 443 },
  ],
  readinessProbe: { httpGet: { path: '/healthz', port: 10254 }, periodSeconds: 2 },
  lifecycle: { preStop: { sleep: { seconds: 5 } } },
}
