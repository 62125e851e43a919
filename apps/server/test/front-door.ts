import type { NetworkPolicy } from '@portolan/domain'
import {
  aDeployment,
  aNamespace,
  aNode,
  anEndpointSlice,
  anIngress,
  anIngressClass,
  aPod,
  aProjected,
  aRawObject,
  aService,
  type EndpointOptions,
} from '@portolan/domain/testing'
import { World } from '../src/testing/world.ts'

const HTTP = [{ name: 'http', containerPort: 8080 }]
const CONTROLLER_IMAGE = 'registry.k8s.io/ingress-nginx/controller:v1.15.1'

const controllerPod = aPod('controller-1', {
  namespace: 'ingress',
  labels: { app: 'controller' },
  image: CONTROLLER_IMAGE,
  ip: '10.0.1.5',
  node: 'node-01',
})
export const webPod = aPod('web-1', {
  namespace: 'shop',
  labels: { app: 'web' },
  ip: '10.0.2.7',
  node: 'node-02',
  ports: HTTP,
})
export const web = aService('web', {
  namespace: 'shop',
  selector: { app: 'web' },
  ports: [{ name: 'http', port: 80, targetPort: 8080 }],
})
export const shopIngress = anIngress('edge', {
  namespace: 'shop',
  service: 'web',
  host: 'shop.example',
  path: '/cart',
  className: 'nginx',
})

/** The one slice of web. */
export function webSlice(state: Omit<EndpointOptions, 'pod'> = { ready: true, serving: true, terminating: false }) {
  const ports = [{ name: 'http', port: 8080, protocol: 'TCP' }]
  return anEndpointSlice('web-x1', { namespace: 'shop', service: 'web', ports, endpoints: [{ pod: webPod, ...state }] })
}

/** A NetworkPolicy for all Pods of its namespace. */
export function aPolicy(name: string, spec: object, namespace = 'shop'): NetworkPolicy {
  return aProjected(
    'NetworkPolicy',
    aRawObject('NetworkPolicy', name, { namespace, spec: { podSelector: {}, ...spec } }),
  )
}

/** An Ingress of ingress-nginx that leads to one Pod by one Service: 11 objects that were there when Portolan first looked. */
export function frontDoor(): World {
  const world = new World()
  const labels = { team: 'front' }
  world.putInitially(aNamespace('shop'), aNamespace('ingress', { labels }), aNode('node-01', { ip: '192.168.0.11' }))
  world.putInitially(aNode('node-02', { ip: '192.168.0.12' }), anIngressClass('nginx'))
  const podLabels = { app: 'controller' }
  world.putInitially(
    aDeployment('controller', { namespace: 'ingress', podLabels, image: CONTROLLER_IMAGE }),
    controllerPod,
  )
  world.putInitially(webPod, web, webSlice(), shopIngress)
  return world
}
