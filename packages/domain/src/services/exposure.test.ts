import { describe, expect, test } from 'vitest'
import { aService } from '../testing/index.ts'
import { exposureOf } from './exposure.ts'

describe('exposureOf', () => {
  test('[D.6] every address and port has the traffic policy that holds there', () => {
    const service = aService('web', {
      type: 'LoadBalancer',
      ports: [{ name: 'http', port: 80, nodePort: 30080 }],
      spec: {
        clusterIP: '10.96.0.1',
        clusterIPs: ['10.96.0.1', 'fd00::1'],
        externalIPs: ['203.0.113.7'],
        externalTrafficPolicy: 'Local',
      },
      status: { loadBalancer: { ingress: [{ ip: '198.51.100.1' }, { hostname: 'lb.example.net' }] } },
    })
    const port = { port: 80, protocol: 'TCP' }
    expect(exposureOf(service)).toEqual([
      { via: 'ClusterIP', address: '10.96.0.1', ...port, trafficPolicy: 'Cluster' },
      { via: 'ClusterIP', address: 'fd00::1', ...port, trafficPolicy: 'Cluster' },
      { via: 'NodePort', port: 30080, servicePort: 80, protocol: 'TCP', trafficPolicy: 'Local' },
      { via: 'LoadBalancer', address: '198.51.100.1', ...port, trafficPolicy: 'Local' },
      { via: 'LoadBalancer', address: 'lb.example.net', ...port, trafficPolicy: 'Local' },
      { via: 'externalIPs', address: '203.0.113.7', ...port, trafficPolicy: 'Local', isDeprecated: true },
    ])
  })

  test('[D.6] a headless Service has only the addresses of its endpoints', () => {
    const service = aService('db', { clusterIP: 'None', ports: [{ port: 5432 }], spec: { clusterIPs: ['None'] } })
    expect(exposureOf(service)).toEqual([{ via: 'headless', port: 5432, protocol: 'TCP' }])
  })

  test('[D.6] an ExternalName Service is a DNS name, with or without ports', () => {
    const service = (ports: object[]) =>
      aService('pay', { type: 'ExternalName', ports: ports as never, spec: { externalName: 'pay.example.net' } })
    const place = { via: 'ExternalName', address: 'pay.example.net', protocol: 'TCP' }
    expect(exposureOf(service([]))).toEqual([place])
    expect(exposureOf(service([{ port: 443 }]))).toEqual([{ ...place, port: 443 }])
  })

  test('[A25] [A26] a node port outside of 30000 to 32767 is said to be, its ends are not', () => {
    const ports = [25568, 30000, 32767, 32768].map((nodePort) => ({ name: `p${nodePort}`, port: 80, nodePort }))
    const service = aService('envoy', { type: 'NodePort', ports, spec: { clusterIPs: [] } })
    expect(exposureOf(service).map(({ port, isOutsideDefaultRange = false }) => [port, isOutsideDefaultRange])).toEqual(
      [
        [25568, true],
        [30000, false],
        [32767, false],
        [32768, true],
      ],
    )
  })

  test('[A20] [D.6] a load balancer is told with its mode, its health check and what its provider could not do', () => {
    const service = aService('web', {
      type: 'LoadBalancer',
      spec: { clusterIPs: [], externalTrafficPolicy: 'Local', healthCheckNodePort: 31999 },
      status: {
        loadBalancer: {
          ingress: [
            { ip: '198.51.100.1', ipMode: 'Proxy', ports: [{ port: 80, protocol: 'TCP', error: 'PortTaken' }] },
          ],
        },
      },
    })
    expect(exposureOf(service)).toEqual([
      {
        ...{ via: 'LoadBalancer', address: '198.51.100.1', port: 80, protocol: 'TCP', trafficPolicy: 'Local' },
        ...{ ipMode: 'Proxy', healthCheckNodePort: 31999, error: 'PortTaken' },
      },
    ])
  })
})
