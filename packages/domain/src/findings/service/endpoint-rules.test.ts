import { describe, expect, test } from 'vitest'
import {
  aDeployment,
  anEndpointSlice,
  anIngress,
  aPod,
  aProjected,
  aRawObject,
  aService,
  aSnapshot,
  findingsOfRule,
  sentencesOf,
} from '../../testing/index.ts'

const web = aService('web', { selector: { app: 'web' } })

describe('SVC-017', () => {
  test('SVC-017 a Service that publishes what is not ready is told', () => {
    expect(sentencesOf('SVC-017', aSnapshot(aService('db', { spec: { publishNotReadyAddresses: true } })))).toEqual([
      'Service/default/db publishes all its Pods as ready',
    ])
  })

  test('SVC-017 an ordinary one is none', () => {
    expect(sentencesOf('SVC-017', aSnapshot(web))).toEqual([])
  })
})

describe('SVC-022', () => {
  const shop = anIngress('shop', { service: 'web' })
  const slice = (...ready: boolean[]) =>
    anEndpointSlice('web-1', {
      service: 'web',
      endpoints: ready.map((one, index) => ({ address: `10.0.0.${index}`, ready: one })),
    })

  test('SVC-022 one ready endpoint of several wanted is told; of one wanted it is a note', () => {
    expect(
      findingsOfRule('SVC-022', aSnapshot(web, shop, slice(true, false), aDeployment('web', { replicas: 2 }))),
    ).toMatchObject([
      { severity: 'warning', sentence: 'Service/default/web has one ready endpoint, 10.0.0.0, of 2 that are wanted' },
    ])
    expect(findingsOfRule('SVC-022', aSnapshot(web, shop, slice(true), aDeployment('web')))).toMatchObject([
      { severity: 'info', sentence: 'Service/default/web has one ready endpoint, 10.0.0.0, and no more are wanted' },
    ])
  })

  test('SVC-022 two ready endpoints, none, or nobody in front are none', () => {
    const deployment = aDeployment('web', { replicas: 2 })
    expect(sentencesOf('SVC-022', aSnapshot(web, shop, slice(true, true), deployment))).toEqual([])
    expect(sentencesOf('SVC-022', aSnapshot(web, shop, slice(false), deployment))).toEqual([])
    expect(sentencesOf('SVC-022', aSnapshot(web, slice(true), deployment))).toEqual([])
  })
})

describe('SVC-023', () => {
  const cart = aService('cart')

  test('SVC-023 a Service without selector for which nobody made endpoints is told', () => {
    expect(sentencesOf('SVC-023', aSnapshot(cart))).toEqual([
      'Service/default/cart has no selector, and nobody has made endpoints for it',
    ])
  })

  test('SVC-023 a slice or an Endpoints object, even an empty one, is enough; ExternalName needs none', () => {
    const endpoints = aProjected('Endpoints', aRawObject('Endpoints', 'cart', { subsets: [] }))
    expect(sentencesOf('SVC-023', aSnapshot(cart, endpoints))).toEqual([])
    expect(sentencesOf('SVC-023', aSnapshot(cart, anEndpointSlice('mine', { service: 'cart' })))).toEqual([])
    expect(sentencesOf('SVC-023', aSnapshot(aService('pay', { type: 'ExternalName' }), web))).toEqual([])
  })
})

describe('SVC-024', () => {
  const dual = aService('web', { selector: { app: 'web' }, spec: { ipFamilies: ['IPv4', 'IPv6'] } })
  const four = aPod('a', { labels: { app: 'web' }, ip: '10.0.0.1' })
  const slice = anEndpointSlice('web-1', { service: 'web', endpoints: [{ pod: four }] })

  test('SVC-024 a family that no Pod has an IP of is told', () => {
    expect(sentencesOf('SVC-024', aSnapshot(dual, four, slice))).toEqual([
      'Service/default/web offers IPv6, and no Pod that it selects has such an IP',
    ])
  })

  test('SVC-024 Pods with both families are none, nor Pods without any IP yet', () => {
    const both = aPod('a', { labels: { app: 'web' }, status: { podIPs: [{ ip: '10.0.0.1' }, { ip: 'fd00::1' }] } })
    expect(sentencesOf('SVC-024', aSnapshot(dual, both, slice))).toEqual([])
    expect(sentencesOf('SVC-024', aSnapshot(dual, aPod('a', { labels: { app: 'web' } })))).toEqual([])
  })
})
