import { describe, expect, test } from 'vitest'
import { aNode, anEndpointSlice, anEventOf, aService, aSnapshot, type ServiceOptions } from '../testing/index.ts'
import { describeService } from './service-description.ts'

const settings = (options: ServiceOptions, ...others: Parameters<typeof aSnapshot>) =>
  describeService(aSnapshot(aService('web', options), ...others), 'default', 'web')?.traffic

const zone = (name: string) => ({ forZones: [{ name }] })
const slice = (...hints: (object | undefined)[]) =>
  anEndpointSlice('web-1', {
    service: 'web',
    endpoints: hints.map((one, index) => ({
      address: `10.0.0.${index}`,
      ready: true,
      ...(one && { hints: { ...one } }),
    })),
  })

describe('trafficSettings', () => {
  test('[A11] the way of kube-proxy is unknown unless an Event of it tells', () => {
    const event = anEventOf(aNode('node-01'), { reason: 'IPVSDeprecation' })
    expect(settings({})).toMatchObject({ proxy: 'kube-proxy', proxyMode: 'unknown' })
    expect(settings({}, event)).toMatchObject({
      proxyMode: 'ipvs',
      proxyModeEvidence: 'Event/default/node-01.ipvsdeprecation',
    })
  })

  test('[D.6] a headless Service, a DNS name and one that is somebody else’s to proxy are not proxied by kube-proxy', () => {
    const labels = { 'service.kubernetes.io/service-proxy-name': 'mesh' }
    expect(settings({ clusterIP: 'None' })?.proxy).toBe('none')
    expect(settings({ type: 'ExternalName', spec: { externalName: 'example.com' } })?.proxy).toBe('none')
    expect(settings({ labels })?.proxy).toBe('other')
  })

  test('[D.6] hints are followed only where every ready endpoint has one', () => {
    expect(settings({}, slice(zone('a'), zone('b')))?.hints).toBe('zones')
    expect(settings({}, slice(zone('a'), undefined))?.hints).toBe('incomplete')
    expect(settings({}, slice({ forNodes: [{ name: 'node-01' }] }))?.hints).toBe('nodes')
    expect(settings({}, slice(undefined))?.hints).toBe('none')
  })

  test('[D.6] policies, distribution and affinity are told as the Service has them', () => {
    const spec = {
      ...{ internalTrafficPolicy: 'Local', externalTrafficPolicy: 'Local', trafficDistribution: 'PreferSameZone' },
      ...{
        sessionAffinity: 'ClientIP',
        loadBalancerClass: 'example.com/lb',
        loadBalancerSourceRanges: ['192.0.2.0/24'],
      },
    }
    const annotations = { 'service.kubernetes.io/topology-mode': 'Auto' }
    expect(settings({ type: 'LoadBalancer', spec, annotations })).toEqual({
      ...{ proxy: 'kube-proxy', proxyMode: 'unknown' },
      ...{ internalTrafficPolicy: 'Local', externalTrafficPolicy: 'Local', trafficDistribution: 'PreferSameZone' },
      ...{ topologyMode: 'Auto', hints: 'none', sessionAffinity: 'ClientIP', sessionAffinitySeconds: 10_800 },
      ...{ loadBalancerClass: 'example.com/lb', loadBalancerSourceRanges: ['192.0.2.0/24'] },
      publishNotReadyAddresses: false,
    })
  })
})
