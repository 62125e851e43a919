import { describe, expect, test } from 'vitest'
import { aDaemonSet, anEndpointSlice, aPod, aService, aSnapshot, sentencesOf } from '../../testing/index.ts'

const IMAGE = 'registry.k8s.io/ingress-nginx/controller:v1.15.1'

describe('ING-024', () => {
  const controller = (isReady: boolean) => aPod('c', { image: IMAGE, labels: { app: 'nginx' }, isReady })
  const service = (name: string, isReady: boolean, options = {}) => [
    aService(name, { selector: { app: 'nginx' }, ...options }),
    anEndpointSlice(`${name}-1`, { service: name, endpoints: [{ pod: controller(isReady), ready: isReady }] }),
  ]

  test("ING-024 the controller's Service without a ready endpoint is told", () => {
    expect(sentencesOf('ING-024', aSnapshot(controller(false), ...service('nginx', false)))).toEqual([
      'Service/default/nginx is the way in to the Ingress controller, and has no ready endpoint',
    ])
  })

  test('ING-024 a controller on ports of its nodes without a Ready Pod is told', () => {
    const daemonSet = aDaemonSet('nginx', {
      image: IMAGE,
      template: { hostNetwork: true, containers: [{ name: 'c', image: IMAGE }] },
    })
    const pod = (isReady: boolean) => aPod('c', { owner: daemonSet, isReady })
    expect(sentencesOf('ING-024', aSnapshot(daemonSet, pod(false)))).toEqual([
      'DaemonSet/default/nginx is an Ingress controller on ports of its nodes, and has no Ready Pod',
    ])
    expect(sentencesOf('ING-024', aSnapshot(daemonSet, pod(true)))).toEqual([])
  })

  test('ING-024 its other Services, and Services of other Pods, are no way in', () => {
    expect(sentencesOf('ING-024', aSnapshot(controller(true), ...service('nginx', true)))).toEqual([])
    expect(sentencesOf('ING-024', aSnapshot(controller(false), ...service('nginx-metrics', false)))).toEqual([])
    const webhook = { ports: [{ port: 443, targetPort: 'webhook' }] }
    expect(sentencesOf('ING-024', aSnapshot(controller(false), ...service('hook', false, webhook)))).toEqual([])
    expect(sentencesOf('ING-024', aSnapshot(aPod('web', { labels: { app: 'nginx' } }), aService('web')))).toEqual([])
  })
})
