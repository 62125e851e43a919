import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ResolutionRequestError } from '../errors.ts'
import type { KubernetesObject } from '../kubernetes/metadata.ts'
import { aSnapshot } from '../testing/changes.ts'
import { aGateway, aGatewayClass, anHttpRoute } from '../testing/gateways.ts'
import { anIngress } from '../testing/ingresses.ts'
import type { Resolution } from './resolution.ts'
import { resolveUrl } from './resolve-url.ts'
import { CLASSES, served } from './testing/served-cluster.ts'

const aHost = fc.constantFrom('a.com', '*.a.com', undefined)
const aPath = fc.constantFrom('/', '/x', '/x/', '/x/y', '/X', '/x(/|$)(.*)', '/[a-z]+')
const aService = fc.constantFrom('web', 'other', 'gone')

const someIngress = fc.record({
  host: aHost,
  path: aPath,
  pathType: fc.constantFrom('Exact', 'Prefix', 'ImplementationSpecific'),
  className: fc.constantFrom('nginx', 'other', 'missing'),
  service: aService,
  annotations: fc.constantFrom(
    {},
    { 'nginx.ingress.kubernetes.io/use-regex': 'true' },
    { 'nginx.ingress.kubernetes.io/rewrite-target': '/$2' },
    { 'nginx.ingress.kubernetes.io/canary': 'true', 'nginx.ingress.kubernetes.io/canary-weight': '10' },
  ),
  created: fc.integer({ min: 0, max: 2 }),
})

const someRoute = fc.record({ host: aHost, path: fc.constantFrom('/', '/x', '/x/y'), service: aService })

/** A small cluster in which rules overlap. */
const someObjects = fc
  .tuple(fc.array(someIngress, { maxLength: 4 }), fc.array(someRoute, { maxLength: 2 }))
  .map(([ingresses, routes]): KubernetesObject[] => [
    ...CLASSES,
    ...served('web'),
    ...served('other'),
    aGatewayClass('gateway'),
    aGateway('edge', { namespace: 'shop' }),
    ...ingresses.map(({ created, host, ...rest }, at) =>
      anIngress(`i${at}`, {
        ...rest,
        ...(host !== undefined && { host }),
        namespace: 'shop',
        creationTimestamp: `2026-01-01T00:00:0${created}Z`,
      }),
    ),
    ...routes.map(({ host, path, service }, at) =>
      anHttpRoute(`r${at}`, {
        namespace: 'shop',
        hostnames: host === undefined ? [] : [host],
        spec: {
          parentRefs: [{ name: 'edge' }],
          rules: [
            { matches: [{ path: { type: 'PathPrefix', value: path } }], backendRefs: [{ name: service, port: 80 }] },
          ],
        },
      }),
    ),
  ])

const aUrl = fc.oneof(
  fc
    .tuple(
      fc.constantFrom('a.com', 'b.a.com', 'c.com', '10.0.0.1'),
      fc.constantFrom('/', '/x', '/x/y/', '/X/..', '/%zz', '/%2e%2e'),
    )
    .map(([host, path]) => `http://${host}${path}`),
  fc.string({ unit: 'binary', maxLength: 20 }),
)

/** `undefined` for a text that is no request. */
function answer(objects: readonly KubernetesObject[], url: string): Resolution | undefined {
  try {
    return resolveUrl(aSnapshot(...objects), { url })
  } catch (error) {
    if (error instanceof ResolutionRequestError) return undefined
    throw error
  }
}

test('equal clusters answer alike, in whatever order their objects came', () => {
  const shuffled = someObjects.chain((objects) =>
    fc.tuple(fc.constant(objects), fc.shuffledSubarray(objects, { minLength: objects.length })),
  )
  fc.assert(
    fc.property(shuffled, aUrl, ([objects, others], url) => {
      expect(answer(others, url)).toEqual(answer(objects, url))
    }),
    { numRuns: 150 },
  )
})

test('every answer holds together', () => {
  fc.assert(
    fc.property(someObjects, aUrl, (objects, url) => {
      const found = answer(objects, url)
      if (!found) return
      const { outcome, winner, candidates, backends, steps } = found
      const shares = backends.reduce((sum, { share }) => sum + share, 0)
      expect(steps.at(-1)?.message).toEqual(outcome.message)
      expect(candidates.filter(({ verdict }) => verdict === 'won')).toEqual(winner ? [winner] : [])
      expect(backends.length === 0 || Math.abs(shares - 1) < 1e-9).toBe(true)
      expect(outcome.kind === 'backend').toBe(backends.some(({ counts, share }) => share > 0 && counts.used > 0))
    }),
    { numRuns: 150 },
  )
})
