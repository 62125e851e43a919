import { describe, expect, test } from 'vitest'
import type { WatchedObject } from '../kubernetes/watched-object.ts'
import {
  aDeployment,
  aModification,
  anAddition,
  anEndpointSlice,
  anIngress,
  anIngressClass,
  aPod,
  aReplicaSet,
  aService,
  aSnapshot,
} from '../testing/index.ts'
import { evaluateFindings } from './evaluate-findings.ts'
import { FindingsBook } from './findings-book.ts'
import { RecordingView } from './recording-view.ts'
import { RULES } from './registry.ts'
import type { Derivation } from './rule-view.ts'

const rules = RULES.filter(({ group }) => ['ingress', 'service', 'endpoint-slice'].includes(group))

/** Keys that one change evaluates anew in a cluster of these objects. */
function touched(objects: readonly WatchedObject[], before: WatchedObject | undefined, after: WatchedObject): string[] {
  const snapshot = aSnapshot(...objects)
  const book = new FindingsBook(snapshot, 0, { rules })
  const change = before ? aModification(1, [before, after]) : anAddition(1, after)
  return [...book.apply(snapshot.apply(change), 1)].sort()
}

const deployment = aDeployment('web')
const replicaSet = aReplicaSet('web-1', { podLabels: { app: 'web' }, owner: deployment })
const pod = (isReady: boolean) => aPod('a', { labels: { app: 'web' }, ip: '10.0.0.1', isReady, owner: replicaSet })
const slice = anEndpointSlice('web-1', { service: 'web', endpoints: [{ pod: pod(true), ready: true }] })
const [web, api] = [aService('web', { selector: { app: 'web' } }), aService('api', { selector: { app: 'api' } })]
const nginx = anIngressClass('nginx')
const ingress = (name: string, service: string) => anIngress(name, { host: name, service, className: 'nginx' })

describe('one change evaluates', () => {
  const world = [deployment, replicaSet, pod(true), slice, web, api, nginx, ingress('a', 'web'), ingress('b', 'api')]

  test('for a Pod the Services that select it and the slices that hold it, no other', () => {
    const expected = ['EndpointSlice/default/web-1', 'Pod/default/a', 'Service/default/web']
    expect(touched(world, pod(true), pod(false))).toEqual(expected)
  })

  test('for a slice its Service', () => {
    const next = anEndpointSlice('web-1', { service: 'web', endpoints: [{ pod: pod(true), ready: false }] })
    expect(touched(world, slice, next)).toEqual(['EndpointSlice/default/web-1', 'Service/default/web'])
  })

  test('for a Service its slices and the Ingresses that lead to it', () => {
    const next = aService('web', { selector: { app: 'web' }, ports: [{ port: 81 }] })
    expect(touched(world, web, next)).toEqual([
      'EndpointSlice/default/web-1',
      'Ingress/default/a',
      'Service/default/web',
    ])
  })

  test('for an Ingress not the others of its class, unless what they ask of the class is another now', () => {
    const next = anIngress('a', { host: 'a', service: 'web', port: 81, className: 'nginx' })
    expect(touched(world, ingress('a', 'web'), next)).toEqual(['Ingress/default/a'])
    const status = { loadBalancer: { ingress: [{ ip: '192.0.2.1' }] } }
    const addressed = anIngress('a', { host: 'a', service: 'web', className: 'nginx', status })
    expect(touched(world, ingress('a', 'web'), addressed)).toEqual(['Ingress/default/a', 'Ingress/default/b'])
  })

  test('for a Service that arrives the Ingress that missed it', () => {
    const missing = [nginx, ingress('a', 'gone'), ingress('b', 'lost')]
    expect(touched(missing, undefined, aService('gone'))).toContain('Ingress/default/a')
  })
})

describe('RecordingView', () => {
  const names: Derivation<readonly string[]> = {
    name: 'names',
    compute: (namespace, view) => [...view.ofKind('Service', namespace)].map(({ metadata }) => metadata.name).sort(),
  }

  test('a derivation that says the same again concerns nobody', () => {
    const snapshot = aSnapshot(web)
    const view = new RecordingView(snapshot)
    view.recorded('reader', () => view.derive(names, 'default'))
    const next = aService('web', { selector: { app: 'other' } })
    expect(view.apply(snapshot.apply(aModification(1, [web, next])))).toEqual(new Set())
    expect(view.apply(snapshot.apply(anAddition(2, api)))).toEqual(new Set(['reader']))
    expect(view.derive(names, 'default')).toEqual(['api', 'web'])
  })

  test('a reader depends on what it read last, and tells all kinds, also those that derivations read before', () => {
    const snapshot = aSnapshot(web)
    const view = new RecordingView(snapshot)
    view.recorded('first', () => view.derive(names, 'default'))
    expect(view.recorded('reader', () => view.derive(names, 'default')).kinds).toEqual(new Set(['Service']))
    view.recorded('reader', () => view.find('Pod', 'default', 'a'))
    expect(view.apply(snapshot.apply(anAddition(1, api)))).toEqual(new Set(['first']))
    expect(view.apply(snapshot.apply(anAddition(2, pod(true))))).toEqual(new Set(['reader']))
  })
})

describe('evaluateFindings', () => {
  test('of some namespaces tells what is in them and what is in none', () => {
    const elsewhere = anIngress('shop', { namespace: 'shop', service: 'gone', className: 'nginx' })
    const snapshot = aSnapshot(nginx, ingress('a', 'gone'), elsewhere)
    const subjects = evaluateFindings(snapshot, { namespaces: ['shop'] }).map(({ subject }) => subject)
    expect(new Set(subjects)).toEqual(new Set(['Ingress/shop/shop', 'IngressClass/-/nginx']))
  })
})
