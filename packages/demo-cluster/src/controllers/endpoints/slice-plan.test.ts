import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Endpoint, EndpointPort, EndpointSlice } from '../objects/network.ts'
import { type PlannedSlice, planSlices, type WantedEndpoint } from './slice-plan.ts'

const HTTP: EndpointPort[] = [{ name: 'http', protocol: 'TCP', port: 8080 }]
const OTHER: EndpointPort[] = [{ name: 'http', protocol: 'TCP', port: 9090 }]

const anEndpoint = (id: number): Endpoint => ({
  addresses: [`10.0.${id >> 8}.${id & 255}`],
  conditions: { ready: true, serving: true, terminating: false },
  targetRef: { kind: 'Pod', namespace: 'shop', name: `web-${id}`, uid: `uid-${id}` },
})

const wanted = (ids: readonly number[], ports = HTTP): WantedEndpoint[] =>
  ids.map((id) => ({ endpoint: anEndpoint(id), ports }))
const range = (from: number, to: number): number[] => Array.from({ length: to - from }, (_, index) => from + index)

/** The slices a plan leads to. */
const carriedOut = (planned: readonly PlannedSlice[]): EndpointSlice[] =>
  planned.map(({ existing, endpoints, ports }, index) => ({
    kind: 'EndpointSlice',
    apiVersion: 'discovery.k8s.io/v1',
    metadata: existing?.metadata ?? {
      name: `web-${index}`,
      uid: `${index}`,
      resourceVersion: '1',
      creationTimestamp: '',
    },
    addressType: 'IPv4',
    endpoints: endpoints.length === 0 ? null : endpoints,
    ports: endpoints.length === 0 ? null : ports,
  }))

const sizes = (planned: readonly PlannedSlice[]): number[] => planned.map(({ endpoints }) => endpoints.length)

describe('planSlices', () => {
  test('a hundred endpoints to a slice', () => {
    expect(sizes(planSlices([], wanted(range(0, 250))))).toEqual([100, 100, 50])
  })

  test('new endpoints go where there is room, and nothing else moves', () => {
    const before = carriedOut(planSlices([], wanted(range(0, 150))))
    const after = planSlices(before, wanted(range(5, 160)))
    expect(sizes(after)).toEqual([100, 55])
    expect(after[0]?.endpoints.slice(0, 95)).toEqual(before[0]?.endpoints?.slice(5))
  })

  test('Pods with other ports get a slice of their own', () => {
    const planned = planSlices([], [...wanted([1, 2]), ...wanted([3], OTHER)])
    expect(planned.map(({ ports, endpoints }) => [ports, endpoints.length])).toEqual([
      [HTTP, 2],
      [OTHER, 1],
    ])
  })

  test('a slice nobody needs is used again under its name', () => {
    const before = carriedOut(planSlices([], wanted([1, 2])))
    const [only, ...others] = planSlices(before, wanted([3], OTHER))
    expect(others).toEqual([])
    expect(only?.existing).toBe(before[0])
  })

  test('the last endpoint leaves an empty slice behind', () => {
    const before = carriedOut(planSlices([], wanted([1])))
    expect(planSlices(before, [])).toEqual([{ existing: before[0], endpoints: [], ports: null }])
    expect(planSlices([], [])).toEqual([{ endpoints: [], ports: null }])
  })

  test('whatever comes and goes, each wanted endpoint is in exactly one slice, and none holds over a hundred', () => {
    const population = fc.uniqueArray(fc.nat({ max: 400 }), { maxLength: 300 })
    fc.assert(
      fc.property(fc.array(population, { minLength: 1, maxLength: 5 }), (populations) => {
        let slices: EndpointSlice[] = []
        for (const ids of populations) {
          const planned = planSlices(slices, wanted(ids))
          slices = carriedOut(planned)
          const held = planned.flatMap(({ endpoints }) => endpoints.map(({ targetRef }) => targetRef?.uid))
          expect(held.sort()).toEqual(ids.map((id) => `uid-${id}`).sort())
          expect(Math.max(...sizes(planned))).toBeLessThanOrEqual(100)
        }
      }),
      { numRuns: 50 },
    )
  })
})
