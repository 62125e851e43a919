import { describe, expect, test } from 'vitest'
import { anEndpointSlice, aPod } from '../testing/index.ts'
import { type Endpoint, endpointIdentity, isReady, isServing, isTerminating } from './endpoint-slice.ts'

const silent: Endpoint = { addresses: ['10.0.0.1'], conditions: {} }

describe('endpoint conditions', () => {
  test('[D.5] an endpoint that reports nothing is ready, serving and not terminating', () => {
    expect([isReady(silent), isServing(silent), isTerminating(silent)]).toEqual([true, true, false])
  })

  test('[D.5] what is reported counts', () => {
    const endpoint: Endpoint = { ...silent, conditions: { ready: false, serving: false, terminating: true } }
    expect([isReady(endpoint), isServing(endpoint), isTerminating(endpoint)]).toEqual([false, false, true])
  })

  test('[0.4] an unreported condition stays unreported in what is kept', () => {
    const slice = anEndpointSlice('web-abc', { endpoints: [{ address: '10.0.0.1', ready: true }] })
    expect(slice.endpoints).toEqual([{ addresses: ['10.0.0.1'], conditions: { ready: true } }])
  })
})

describe('endpointIdentity', () => {
  const pod = aPod('web-1', { ip: '10.0.0.1' })

  test('[H.1] a Pod is itself, under whatever address', () => {
    const slice = anEndpointSlice('web-abc', { endpoints: [{ pod }] })
    expect(slice.endpoints.map((endpoint) => endpointIdentity(slice, endpoint))).toEqual(['uid-pod-default-web-1'])
  })

  test('[H.1] what has no target is its address', () => {
    const slice = anEndpointSlice('legacy', { addressType: 'IPv6', endpoints: [{ address: '2001:db8::1' }] })
    expect(slice.endpoints.map((endpoint) => endpointIdentity(slice, endpoint))).toEqual(['IPv6|2001:db8::1'])
  })
})
