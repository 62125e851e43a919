import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { BrokenInvariantError } from '../errors.ts'
import type { KubernetesObject } from '../kubernetes/metadata.ts'
import type { WatchedKind } from '../kubernetes/resources.ts'
import { aPod, aProjected, aRawObject } from '../testing/index.ts'
import { applyDifferences, applyDifferencesInPlace, revertDifferences } from './apply-differences.ts'
import { differences } from './find-differences.ts'

const name = fc.constantFrom('a', 'b', 'web', 'x.y/z', '0', '10', 'constructor', 'sp ace', 'q"[]')
const labels = fc.dictionary(name, fc.constantFrom('1', '2'))
const status = fc.constantFrom('True', 'False')
const time = fc.constantFrom('2026-01-01T00:00:00Z', '2026-01-01T00:00:01Z')
const port = fc.record({ name, port: fc.nat(3), protocol: fc.constantFrom('TCP', 'UDP') })

function listOf<Element>(element: fc.Arbitrary<Element>): fc.Arbitrary<Element[]> {
  return fc.array(element, { maxLength: 4 })
}

const conditions = listOf(fc.record({ type: name, status, lastTransitionTime: time }))
const backend = fc.record({ service: fc.record({ name, port: fc.record({ number: fc.nat(3) }) }) })
const endpoint = fc.record(
  {
    addresses: fc.tuple(fc.constantFrom('10.0.0.1', '10.0.0.2', '2001:db8::1')),
    conditions: fc.record({ ready: fc.boolean(), serving: fc.boolean() }, { requiredKeys: [] }),
    targetRef: fc.record({ kind: fc.constant('Pod'), name, uid: name }, { requiredKeys: ['kind', 'name'] }),
    hints: fc.record({ forZones: listOf(fc.record({ name })) }),
  },
  { requiredKeys: ['addresses'] },
)

/** Raw content of kinds that between them have every sort of list. */
const CONTENT: Partial<Record<WatchedKind, fc.Arbitrary<Record<string, unknown>>>> = {
  EndpointSlice: fc.record({
    addressType: fc.constantFrom('IPv4', 'IPv6'),
    endpoints: listOf(endpoint),
    ports: listOf(port),
  }),
  Endpoints: fc.record({
    subsets: listOf(fc.record({ addresses: listOf(fc.record({ ip: name })), ports: listOf(port) })),
  }),
  Ingress: fc.record({
    spec: fc.record({
      rules: listOf(
        fc.record(
          { host: name, http: fc.record({ paths: listOf(fc.record({ path: name, backend })) }) },
          { requiredKeys: ['http'] },
        ),
      ),
      tls: listOf(fc.record({ hosts: listOf(name) })),
    }),
  }),
  Node: fc.record({ spec: fc.record({ taints: listOf(fc.record({ key: name, effect: name })) }) }),
  Pod: fc.record({
    spec: fc.record({ containers: listOf(fc.record({ name, image: name, ports: listOf(port) })), nodeName: name }),
    status: fc.record({
      conditions,
      containerStatuses: listOf(fc.record({ name, restartCount: fc.nat(2) })),
      podIPs: listOf(fc.record({ ip: name })),
    }),
  }),
  Service: fc.record({ spec: fc.record({ ports: listOf(port), selector: labels, externalIPs: listOf(name) }) }),
}

const versions = fc.constantFrom(...(Object.keys(CONTENT) as (keyof typeof CONTENT)[])).chain((kind) => {
  const content = CONTENT[kind] ?? fc.constant({})
  const version = fc
    .tuple(labels, labels, content)
    .map(
      ([own, annotations, members]): KubernetesObject =>
        aProjected(kind, aRawObject(kind, 'object', { ...members, annotations, labels: own })),
    )
  return fc.tuple(version, version)
})

/** Kinds whose lists go by index, with whatever members JSON can have. */
const anything = fc
  .object({ key: fc.string().filter((key) => key !== '__proto__'), withNullPrototype: false, maxDepth: 4 })
  .map((spec): KubernetesObject & { spec: unknown } => {
    const { apiVersion, kind, metadata } = aProjected('GatewayClass', aRawObject('GatewayClass', 'object'))
    return { apiVersion, kind, metadata, spec: canonical(JSON.parse(JSON.stringify(spec))) }
  })

function canonical(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(canonical)
  if (typeof value !== 'object' || value === null) return value
  const members = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))
  return Object.fromEntries(members.map(([key, member]) => [key, canonical(member)]))
}

function expectExactInverses([before, after]: readonly [KubernetesObject, KubernetesObject]): void {
  const texts = [JSON.stringify(before), JSON.stringify(after)]
  const found = differences(after.kind, before, after)
  expect(JSON.stringify(applyDifferences(before, found))).toBe(texts[1])
  expect(JSON.stringify(revertDifferences(after, found))).toBe(texts[0])
  expect([JSON.stringify(before), JSON.stringify(after)]).toEqual(texts)
}

describe('applyDifferences and revertDifferences', () => {
  test('lead from any version of an object to any other and back, to the letter', () => {
    fc.assert(fc.property(versions, expectExactInverses), { numRuns: 2000 })
  })

  test('do so whatever the members are called', () => {
    fc.assert(fc.property(fc.tuple(anything, anything), expectExactInverses), { numRuns: 500 })
  })

  test('survive the way through JSON', () => {
    fc.assert(
      fc.property(versions, ([before, after]) => {
        const found = JSON.parse(JSON.stringify(differences(after.kind, before, after)))
        expect(applyDifferences(before, found)).toEqual(after)
      }),
    )
  })

  test('lead there in place as well, to the letter, one after another', () => {
    fc.assert(
      fc.property(versions, ([before, after]) => {
        const there = JSON.stringify(differences(after.kind, before, after))
        const back = JSON.stringify(differences(after.kind, after, before))
        const object = JSON.parse(JSON.stringify(before)) as KubernetesObject
        const differencesOfAll = [there, back, there].flatMap((text) => JSON.parse(text))
        expect(JSON.stringify(applyDifferencesInPlace(object, differencesOfAll))).toBe(JSON.stringify(after))
      }),
      { numRuns: 1000 },
    )
  })

  test('an object comes and goes by one difference at its root', () => {
    const pod = aPod('web-1')
    expect(applyDifferences(undefined, [{ path: '', after: pod }])).toBe(pod)
    expect(revertDifferences(pod, [{ path: '', after: pod }])).toBeUndefined()
  })

  test('what did not change is shared', () => {
    const before = aPod('web-1', { isReady: false })
    const after = aPod('web-1', { isReady: true })
    const result = applyDifferences(before, differences('Pod', before, after))
    expect(result).toEqual(after)
    expect(result?.metadata).toBe(before.metadata)
  })

  test.each(['spec.missing.member', 'status.conditions[Missing].status', 'status.podIPs[3].ip', 'status.phase.member'])(
    'differences of another object are refused: %s',
    (path) => {
      expect(() => applyDifferences(aPod('web-1'), [{ path, before: 1, after: 2 }])).toThrow(BrokenInvariantError)
    },
  )

  test('a difference of nothing is refused', () => {
    expect(() => applyDifferences(undefined, [{ path: 'spec', after: {} }])).toThrow(BrokenInvariantError)
  })
})
