import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { anEndpointSlice, anIngress, aPod, aService, aSnapshot } from '../testing/index.ts'
import { buildTopology } from './build-topology.ts'
import { edgeIdentity } from './edge-identity.ts'
import { topologyDifference } from './topology-difference.ts'

const web = aService('web')
const api = aService('api')
const pod = aPod('web-0', { ip: '10.0.0.1' })

const rule = (path: string, service = 'web') => ({
  path,
  pathType: 'Prefix',
  backend: { service: { name: service, port: { number: 80 } } },
})
const ingress = (...paths: object[]) => anIngress('shop', { spec: { rules: [{ http: { paths } }] } })
const slice = (ready: boolean) => anEndpointSlice('web-1', { service: 'web', endpoints: [{ pod, ready }] })

type Objects = Parameters<typeof aSnapshot>

/** Keys and edge identities without their relation's details. */
function summary(before: Objects, after: Objects) {
  const { added, removed, changed } = topologyDifference(
    buildTopology(aSnapshot(...before)),
    buildTopology(aSnapshot(...after)),
  )
  const parts = ({ nodes, edges }: typeof added) => [
    ...nodes.map(({ key }) => key),
    ...edges.map((edge) =>
      `${edge.from} ${edge.relation} ${edge.to} ${'path' in edge.facts ? edge.facts.path : ''}`.trim(),
    ),
  ]
  const after2 = { nodes: changed.nodes.map((pair) => pair.after), edges: changed.edges.map((pair) => pair.after) }
  return { added: parts(added), removed: parts(removed), changed: parts(after2) }
}

describe('topologyDifference', () => {
  test('nothing differs between equal charts', () => {
    expect(summary([web, ingress(rule('/'))], [web, ingress(rule('/'))])).toEqual({
      added: [],
      removed: [],
      changed: [],
    })
  })

  test('a rule that is put first is one rule more; the others stay who they are', () => {
    expect(summary([web, ingress(rule('/'))], [web, ingress(rule('/new'), rule('/'))])).toEqual({
      added: ['Ingress/default/shop route Service/default/web /new'],
      removed: [],
      changed: [],
    })
  })

  test('a rule that is sent elsewhere leaves one edge for another', () => {
    expect(summary([web, api, ingress(rule('/'))], [web, api, ingress(rule('/', 'api'))])).toEqual({
      added: ['Ingress/default/shop route Service/default/api /'],
      removed: ['Ingress/default/shop route Service/default/web /'],
      changed: [],
    })
  })

  test('an endpoint that is no longer ready changes its edge, its slice and its Service', () => {
    expect(summary([web, pod, slice(true)], [web, pod, slice(false)])).toEqual({
      added: [],
      removed: [],
      changed: [
        'EndpointSlice/default/web-1',
        'Service/default/web',
        'EndpointSlice/default/web-1 endpoint Pod/default/web-0',
      ],
    })
  })

  test('a Service that goes is still named', () => {
    const found = topologyDifference(
      buildTopology(aSnapshot(web, ingress(rule('/')))),
      buildTopology(aSnapshot(ingress(rule('/')))),
    )
    expect(found.changed.nodes.map(({ before, after }) => [before.presence, after.presence])).toEqual([
      ['observed', 'observed'],
      ['observed', 'referenced'],
    ])
    expect(found.changed.edges.map(({ before, after }) => [before.state, after.state])).toEqual([
      ['resolved', 'missing'],
    ])
  })

  test('twins are matched in their order', () => {
    expect(summary([web, ingress(rule('/'))], [web, ingress(rule('/'), rule('/'))])).toEqual({
      added: ['Ingress/default/shop route Service/default/web /'],
      removed: [],
      changed: [],
    })
  })

  test('removed and kept make what was, kept and added make what is', () => {
    const objects = [web, api, pod, slice(true), ingress(rule('/'), rule('/a', 'api'), rule('/'))]
    const some = fc.subarray(objects)
    fc.assert(
      fc.property(some, some, (before, after) => {
        const [a, b] = [buildTopology(aSnapshot(...before)), buildTopology(aSnapshot(...after))]
        const { added, removed, changed } = topologyDifference(a, b)
        const less = (all: readonly string[], gone: readonly string[]) => {
          const left = [...all]
          for (const one of gone) left.splice(left.indexOf(one), 1)
          return left.sort()
        }
        const ids = (edges: typeof a.edges) => edges.map(edgeIdentity)
        expect(less(ids(a.edges), ids(removed.edges))).toEqual(less(ids(b.edges), ids(added.edges)))
        expect(changed.edges.every((pair) => edgeIdentity(pair.before) === edgeIdentity(pair.after))).toBe(true)
        const keys = (nodes: typeof a.nodes) => nodes.map(({ key }) => key)
        expect(less(keys(a.nodes), keys(removed.nodes))).toEqual(less(keys(b.nodes), keys(added.nodes)))
      }),
    )
  })
})
