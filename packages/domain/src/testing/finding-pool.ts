import type { WatchedObject } from '../kubernetes/watched-object.ts'
import { anHttpRoute } from './gateways.ts'
import { anIngress, anIngressClass } from './ingresses.ts'
import { aNode, aPod } from './pods.ts'
import { aProjected } from './projected.ts'
import { aRawObject } from './raw-objects.ts'
import { anEndpointSlice, aService } from './services.ts'
import { WORKLOAD_FINDING_POOL } from './workload-finding-pool.ts'
import { aDaemonSet, aDeployment, aReplicaSet } from './workloads.ts'

const NGINX = 'nginx.ingress.kubernetes.io/'
const controllerArgs = { containers: [{ name: 'c', image: 'app', args: ['--controller-class=k8s.io/ingress-nginx'] }] }

const deployment = aDeployment('web', { replicas: 2 })
const replicaSet = aReplicaSet('web-1', { podLabels: { app: 'web' }, owner: deployment })
const ports = [{ name: 'http', containerPort: 8080 }]
const webPod = aPod('web-a', { labels: { app: 'web' }, ip: '10.0.0.1', node: 'n1', ports, owner: replicaSet })
const otherPod = aPod('web-b', { labels: { app: 'web', tier: 'x' }, ip: '10.0.0.1', node: 'n2', isReady: false })

const anEvent = (name: string, reason: string, involved: WatchedObject) =>
  aProjected(
    'Event',
    aRawObject('Event', name, {
      involvedObject: { kind: involved.kind, ...involved.metadata },
      reason,
      type: 'Warning',
      message: 'secret default/x not found',
    }),
  )

/** Versions of a few objects, several of which have the same key, that rules have something to say about. */
export const FINDING_POOL: readonly WatchedObject[] = [
  aService('web', {
    selector: { app: 'web' },
    ports: [{ port: 80, targetPort: 'http', nodePort: 25_000 }],
    type: 'NodePort',
  }),
  aService('web', { selector: { app: 'wab' }, ports: [{ name: 'http', port: 80, targetPort: 8080 }] }),
  aService('web', { selector: { app: 'web' }, type: 'LoadBalancer', spec: { externalTrafficPolicy: 'Local' } }),
  aService('web', { type: 'ExternalName', spec: { externalName: 'example.com' } }),
  aService('web', { annotations: { 'portolan.dev/ignore': 'SVC-023' } }),
  aService('api', { selector: { app: 'web' }, ports: [{ port: 80, targetPort: 'grpc', protocol: 'UDP' }] }),
  aService('api', {
    selector: { app: 'web' },
    spec: { trafficDistribution: 'PreferSameZone', internalTrafficPolicy: 'Local' },
  }),
  aService('api', { namespace: 'other', selector: { app: 'web' }, spec: { sessionAffinity: 'ClientIP' } }),
  aService('front', { selector: { app: 'controller' }, spec: { externalIPs: ['192.0.2.1'], ipFamilies: ['IPv6'] } }),
  deployment,
  aDeployment('web', { replicas: 0 }),
  aDeployment('web', { replicas: 1, podLabels: { app: 'wob' } }),
  replicaSet,
  webPod,
  aPod('web-a', { labels: { app: 'web' }, ip: '10.0.0.1', node: 'n1', isReady: false, ports, owner: replicaSet }),
  aPod('web-a', { labels: { app: 'wab' }, phase: 'Failed' }),
  otherPod,
  aPod('web-c', { namespace: 'other', labels: { app: 'wab' } }),
  aPod('controller', { labels: { app: 'controller' }, node: 'n1', ip: '192.0.2.9', spec: controllerArgs }),
  aPod('controller', { labels: { app: 'controller' }, node: 'n2', isReady: false, spec: controllerArgs }),
  aDaemonSet('controller', { podLabels: { app: 'controller' }, template: { hostNetwork: true, ...controllerArgs } }),
  aNode('n1', { zone: 'a', ip: '192.0.2.9' }),
  aNode('n1', { isReady: false }),
  aNode('n2'),
  anEndpointSlice('web-1', {
    service: 'web',
    endpoints: [
      { pod: webPod, ready: true },
      { pod: otherPod, ready: true },
    ],
  }),
  anEndpointSlice('web-1', {
    service: 'web',
    endpoints: [{ pod: webPod, ready: false, serving: true, terminating: true }],
  }),
  anEndpointSlice('web-1', { service: 'api', endpoints: [{ pod: otherPod, ready: false }] }),
  anEndpointSlice('mine', {
    service: 'web',
    managedBy: 'me',
    addressType: 'FQDN',
    endpoints: [{ address: 'example.com' }],
  }),
  anEndpointSlice('mine', {}),
  aProjected('Endpoints', aRawObject('Endpoints', 'web', { subsets: [{ addresses: [{ ip: '10.0.0.7' }] }] })),
  anIngressClass('nginx', { isDefault: true }),
  anIngressClass('nginx', { controller: 'example.com/other' }),
  anIngressClass('second', { isDefault: true, controller: 'traefik.io/ingress-controller' }),
  anIngress('one', { host: 'www.example.com', service: 'web', className: 'nginx', path: '/shop' }),
  anIngress('one', { host: 'www.example.com', service: 'web', port: 81, className: 'nginx', path: '/shop/' }),
  anIngress('one', { host: '*.example.com', service: 'api', className: 'gone', path: '/(.*)' }),
  anIngress('two', { host: 'www.example.com', service: 'gone', className: 'nginx', path: '/shop' }),
  anIngress('two', {
    host: 'www.example.com',
    service: 'api',
    className: 'nginx',
    path: '/shop',
    annotations: { [`${NGINX}canary`]: 'true', [`${NGINX}use-regex`]: 'true' },
    spec: { tls: [{ hosts: ['a.example.com'] }] },
  }),
  anIngress('two', {
    service: 'web',
    annotations: { 'kubernetes.io/ingress.class': 'nginx', 'konghq.com/plugins': 'x' },
  }),
  anIngress('three', {
    host: 'www.example.com',
    service: 'web',
    className: 'nginx',
    path: '/shop',
    pathType: 'ImplementationSpecific',
    annotations: { [`${NGINX}canary`]: 'true', 'kubernetes.io/ingress.class': 'second' },
    status: { loadBalancer: { ingress: [{ ip: '192.0.2.9' }] } },
  }),
  anIngress('three', { className: 'nginx', spec: { defaultBackend: { resource: { kind: 'Bucket', name: 'b' } } } }),
  anHttpRoute('route', { service: 'api' }),
  anHttpRoute('far', {
    namespace: 'other',
    spec: { rules: [{ backendRefs: [{ name: 'web', namespace: 'default', port: 80 }] }] },
  }),
  aProjected(
    'ReferenceGrant',
    aRawObject('ReferenceGrant', 'let-in', {
      spec: {
        from: [{ group: 'gateway.networking.k8s.io', kind: 'HTTPRoute', namespace: 'other' }],
        to: [{ group: '', kind: 'Service' }],
      },
    }),
  ),
  anEvent('port', 'PortOutOfRange', aService('web')),
  anEvent('hints', 'TopologyAwareHintsDisabled', aService('api')),
  anEvent('secret', 'BadSecret', anIngress('two')),
  ...WORKLOAD_FINDING_POOL,
]
