import { describe, expect, test } from 'vitest'
import type { KubernetesObject } from '../../kubernetes/metadata.ts'
import {
  aDaemonSet,
  aDeployment,
  aNode,
  anIngress,
  anIngressClass,
  aPod,
  aReplicaSet,
  aService,
  aSnapshot,
  type WorkloadOptions,
} from '../../testing/index.ts'
import { ingressClassControllerEdges, ingressControllerEdges } from './controllers.ts'

const NGINX_IMAGE = 'registry.k8s.io/ingress-nginx/controller:v1.15.1'
const edge = { namespace: 'edge' }

/** A controller's template: its image and its arguments. */
const running = (image: string, ...args: string[]) => ({
  template: { containers: [{ name: 'controller', image, args }] },
})

const controller = (options: WorkloadOptions) => aDeployment('nginx', { ...edge, ...options })

/** Who serves class `nginx`, as `object state confidence score evidence`. */
function servers(objects: readonly KubernetesObject[], ingressClass = anIngressClass('nginx')): string[] {
  return ingressClassControllerEdges(ingressClass, aSnapshot(ingressClass, ...objects)).map(
    ({ to, state, facts }) => `${to} ${state} ${facts.confidence} ${facts.score} ${facts.evidence.join('+')}`,
  )
}

describe('ingressClassControllerEdges', () => {
  test('[D.2] `--controller-class` is certain, and a workload that was told another string is none', () => {
    const told = (value: string) => [controller(running('mirror.example/app', `--controller-class=${value}`))]
    expect(servers(told('k8s.io/ingress-nginx'))).toEqual([
      'Deployment/edge/nginx resolved confirmed 100 controller-class',
    ])
    expect(servers(told('example.com/internal-nginx'))).toEqual([])
    const other = [controller(running(NGINX_IMAGE, '--controller-class=example.com/internal-nginx'))]
    expect(servers(other)).toEqual([])
  })

  test('[D.2] a known image, and known labels, are inferred: the edge is ambiguous and says so', () => {
    const labels = { 'app.kubernetes.io/name': 'ingress-nginx', 'app.kubernetes.io/component': 'controller' }
    expect(servers([controller(running(NGINX_IMAGE))])).toEqual(['Deployment/edge/nginx ambiguous inferred 80 image'])
    expect(servers([controller({ podLabels: labels })])).toEqual(['Deployment/edge/nginx ambiguous inferred 60 labels'])
    expect(servers([controller({ podLabels: { app: 'nginx' } })])).toEqual([])
  })

  test('[D.2] addresses that its Ingresses report make sure who it is: of its nodes, or of the Service it publishes', () => {
    const published = (ip: string) =>
      anIngress('shop', { className: 'nginx', status: { loadBalancer: { ingress: [{ ip }] } } })
    const daemonSet = aDaemonSet('nginx', { ...edge, ...running(NGINX_IMAGE) })
    const onNode = [daemonSet, aPod('nginx-a', { ...edge, owner: daemonSet, node: 'node-02' })]
    expect(servers([...onNode, aNode('node-02', { ip: '192.168.60.2' }), published('192.168.60.2')])).toEqual([
      'DaemonSet/edge/nginx resolved confirmed 130 image+addresses',
    ])
    expect(servers([...onNode, aNode('node-02', { ip: '192.168.60.2' }), published('192.168.60.9')])).toEqual([
      'DaemonSet/edge/nginx ambiguous inferred 80 image',
    ])
    const publishing = [
      controller(running(NGINX_IMAGE, '--publish-service=$(POD_NAMESPACE)/front')),
      aService('front', { ...edge, status: { loadBalancer: { ingress: [{ ip: '203.0.113.7' }] } } }),
    ]
    expect(servers([...publishing, published('203.0.113.7')])).toEqual([
      'Deployment/edge/nginx resolved confirmed 130 image+addresses',
      'Service/edge/front resolved confirmed 130 publish-service+image+addresses',
    ])
  })

  test('[D.2] class and workload of one installation are more likely to belong together', () => {
    const instance = { 'app.kubernetes.io/instance': 'edge' }
    const found = servers(
      [aDeployment('nginx', { ...edge, podLabels: instance, ...running(NGINX_IMAGE) })],
      anIngressClass('nginx', { labels: instance }),
    )
    expect(found).toEqual(['Deployment/edge/nginx resolved confirmed 100 image+instance'])
  })

  test('[D.2] a Pod that no workload is known to have made stands for itself, others for their workload', () => {
    const deployment = controller(running(NGINX_IMAGE))
    const replicaSet = aReplicaSet('nginx-1', { ...edge, owner: deployment })
    const pod = aPod('nginx-1-a', { ...edge, owner: replicaSet, image: NGINX_IMAGE })
    const bare = aPod('by-hand', { ...edge, image: NGINX_IMAGE, isReady: false })
    const snapshot = aSnapshot(deployment, replicaSet, pod, bare, aPod('done', { image: NGINX_IMAGE, phase: 'Failed' }))
    const found = ingressClassControllerEdges(anIngressClass('nginx'), snapshot)
    expect(found.map(({ to, facts }) => [to, facts.role, facts.pods])).toEqual([
      ['Deployment/edge/nginx', 'data-plane', { ready: 1, total: 1 }],
      ['Pod/edge/by-hand', 'data-plane', { ready: 0, total: 1 }],
    ])
  })

  test('[D.2] the Services in front: the published one first, then those that target its ports, LoadBalancer first', () => {
    const selector = { app: 'nginx' }
    const service = (name: string, type: 'ClusterIP' | 'NodePort' | 'LoadBalancer', port: object) =>
      aService(name, { ...edge, selector, type, ports: [{ ...port }] })
    const found = servers([
      controller({
        podLabels: selector,
        ...running('any', '--controller-class=k8s.io/ingress-nginx', '--publish-service=edge/main'),
      }),
      service('ingress-nginx-admission', 'ClusterIP', { port: 443, targetPort: 'webhook' }),
      service('metrics', 'ClusterIP', { port: 10254, targetPort: 'metrics' }),
      service('inner', 'ClusterIP', { port: 80, targetPort: 'http' }),
      service('outer', 'LoadBalancer', { port: 443, targetPort: 'https' }),
      service('ssh', 'LoadBalancer', { port: 22, targetPort: 2222 }),
      aService('other', { ...edge, selector: { app: 'web' }, type: 'LoadBalancer' }),
    ])
    expect(found).toEqual([
      'Deployment/edge/nginx resolved confirmed 100 controller-class',
      'Service/edge/main missing confirmed 100 publish-service+controller-class',
      'Service/edge/outer resolved confirmed 100 selector+controller-class',
      'Service/edge/inner resolved confirmed 100 selector+controller-class',
    ])
  })

  test('[D.2] a controller whose data plane is outside of the cluster has none here', () => {
    expect(servers([], anIngressClass('alb', { controller: 'ingress.k8s.aws/alb' }))).toEqual([])
  })
})

describe('ingressControllerEdges', () => {
  const takers = (options: Parameters<typeof anIngress>[1], ...args: string[]) =>
    ingressControllerEdges(anIngress('shop', options), aSnapshot(controller(running(NGINX_IMAGE, ...args)))).map(
      ({ to, state, facts }) => [to, state, facts.evidence],
    )

  test('[D.2.2] the annotation is compared with a constant of the controller, which is `nginx` unless it is told another', () => {
    const annotated = (value: string) => ({ annotations: { 'kubernetes.io/ingress.class': value } })
    const found = [['Deployment/edge/nginx', 'resolved', ['ingress-class']]]
    expect(takers(annotated('nginx'))).toEqual(found)
    expect(takers(annotated('internal'), '--ingress-class=internal')).toEqual(found)
    expect(takers(annotated('nginx'), '--ingress-class=internal')).toEqual([])
  })

  test('[D.2.3] [A32] an Ingress without class is taken by a controller that was told to, and by no other', () => {
    expect(takers({}, '--watch-ingress-without-class=true')).toEqual([
      ['Deployment/edge/nginx', 'resolved', ['without-class']],
    ])
    expect(takers({})).toEqual([])
    expect(takers({ className: 'nginx' }, '--watch-ingress-without-class')).toEqual([])
  })
})
