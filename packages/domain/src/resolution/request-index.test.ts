import { describe, expect, test } from 'vitest'
import { anIngress } from '../testing/ingresses.ts'
import { aPod } from '../testing/pods.ts'
import { anEndpointSlice, aService } from '../testing/services.ts'
import { aDeployment } from '../testing/workloads.ts'
import { changesRequestIndex, RequestIndex } from './request-index.ts'
import { resolveUrl } from './resolve-url.ts'
import { aServedCluster } from './testing/served-cluster.ts'

const controller = (args: readonly string[]) =>
  aDeployment('controller', {
    template: { containers: [{ name: 'main', image: 'ingress-nginx/controller:v1', args }] },
  })

describe('RequestIndex', () => {
  test('answers are the same with an index that is kept as with none', () => {
    const snapshot = aServedCluster(
      ['web'],
      anIngress('a', { namespace: 'shop', className: 'nginx', host: 'a.com', service: 'web' }),
    )
    const index = RequestIndex.of(snapshot)
    const request = { url: 'http://a.com/' }
    const answers = [1, 2].map(() => resolveUrl(snapshot, request, { index }))
    expect(answers).toEqual(Array(2).fill(resolveUrl(snapshot, request)))
  })

  test.each([
    ['an Ingress', undefined, anIngress('a'), true],
    ['an Ingress that goes', anIngress('a'), undefined, true],
    ['a controller with other flags', controller([]), controller(['--ingress-class=x']), true],
    ['a controller that scales', controller([]), { ...controller([]), metadata: controller([]).metadata }, false],
    ['another workload', undefined, aDeployment('web'), false],
    ['a Service', undefined, aService('web'), false],
    ['a slice', undefined, anEndpointSlice('web-1'), false],
    ['a Pod', undefined, aPod('web-1'), false],
  ] as const)('%s: an index must be made again: %#', (...[, before, after, expected]) => {
    expect(changesRequestIndex({ before, after })).toBe(expected)
  })
})
