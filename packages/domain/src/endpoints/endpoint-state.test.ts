import { describe, expect, test } from 'vitest'
import { anEndpointSlice, type EndpointOptions } from '../testing/index.ts'
import { endpointState } from './endpoint-state.ts'

const states = (...endpoints: EndpointOptions[]) =>
  endpoints.map((endpoint) => anEndpointSlice('web-1', { endpoints: [endpoint] }).endpoints.map(endpointState))

describe('endpointState', () => {
  test('[CE1] [CE2] [CE3] a condition that is reported counts as it is written', () => {
    expect(
      states(
        { ready: true, serving: true, terminating: false },
        { ready: false, serving: false, terminating: false },
        { ready: false, serving: true, terminating: true },
        { ready: false, serving: false, terminating: true },
      ),
    ).toEqual([['ready'], ['unready'], ['terminating-serving'], ['terminating']])
  })

  test('[CE5] [CE6] [CE7] of what is not reported, ready and serving are true and terminating is false', () => {
    expect(states({}, { ready: false }, { ready: false, terminating: true })).toEqual([
      ['ready'],
      ['unready'],
      ['terminating-serving'],
    ])
  })

  test('[CE8] an endpoint that is published although its Pod terminates is ready', () => {
    expect(states({ ready: true, serving: false, terminating: true })).toEqual([['ready']])
  })
})
