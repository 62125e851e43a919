import { resolveUrl } from '@portolan/domain'
import { aPod, aService } from '@portolan/domain/testing'
import { expect, test } from 'vitest'
import { frontDoor } from '../../test/front-door.ts'
import { RequestWays } from './request-ways.ts'

test('of all Pods only endpoints and those that run an entry are on the way, and policies of their namespaces alone may have a say', () => {
  const world = frontDoor()
  world.put(
    aPod('job-1', { namespace: 'shop' }),
    aPod('web-1', { namespace: 'elsewhere', labels: { app: 'controller' } }),
  )
  world.put(aService('other', { namespace: 'elsewhere' }))
  const { snapshot } = world
  const ways = new RequestWays()
  expect(ways.namespaces).toEqual([])
  ways.add(resolveUrl(snapshot, { url: 'http://shop.example/cart' }), snapshot)
  expect([ways.serviceNamespaces, ways.namespaces]).toEqual([['shop'], ['shop', 'ingress']])
  const onTheWay = [...snapshot.ofKind('Pod')].filter((pod) => ways.has(pod, snapshot))
  const names = onTheWay.map(({ metadata }) => `${metadata.namespace}/${metadata.name}`)
  expect(names.sort()).toEqual(['ingress/controller-1', 'shop/web-1'])
})
