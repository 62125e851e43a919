import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { aDeployment, aPod, aReplicaSet, aService, aSnapshot, aStatefulSet } from '../../testing/index.ts'
import { RecordingView } from '../recording-view.ts'
import { similarity } from '../similarity.ts'
import { nearestSelectors } from './nearest-selector.ts'

const suggestions = (service: ReturnType<typeof aService>, ...objects: Parameters<typeof aSnapshot>) =>
  nearestSelectors(service, new RecordingView(aSnapshot(service, ...objects)))

const template = { containers: [{ name: 'main', image: 'nginx:1.26', ports: [{ containerPort: 80 }] }] }
const early = { creationTimestamp: '2025-12-01T00:00:00Z' }

describe('[G.9] the selector that was perhaps meant', () => {
  test('[G.9] the worked example: another label, the same port, made together', () => {
    const service = aService('in-ng-svc', {
      selector: { 'nginx-label': 'nginx01' },
      ports: [{ port: 80, targetPort: 80 }],
    })
    const deployment = aDeployment('nginx-app', { podLabels: { app: 'nginx' }, template })
    const replicaSet = aReplicaSet('nginx-app-1', {
      podLabels: { app: 'nginx', 'pod-template-hash': '1' },
      owner: deployment,
    })
    const pod = aPod('nginx-app-1-a', { labels: { app: 'nginx', 'pod-template-hash': '1' }, owner: replicaSet })
    expect(suggestions(service, deployment, replicaSet, pod)).toEqual([
      {
        object: 'Deployment/default/nginx-app',
        score: 0.33,
        selector: { app: 'nginx' },
        difference: 'change nginx-label: nginx01 to app: nginx',
        readyPods: 1,
      },
    ])
  })

  test('[G.9] the same key with another value scores by how alike the values are', () => {
    const service = aService('in-ng-svc', { selector: { app: 'nginx01' }, ports: [{ port: 80, targetPort: 80 }] })
    const found = suggestions(service, aDeployment('nginx-app', { podLabels: { app: 'nginx' }, template }))
    expect(found.map(({ difference, score }) => [difference, score])).toEqual([
      ['change app: nginx01 to app: nginx', 0.76],
    ])
  })

  test('[G.9] the right value under another key is recognised', () => {
    const service = aService('web', { selector: { 'app.name': 'web' }, ports: [], ...early })
    const found = suggestions(service, aStatefulSet('web', { podLabels: { 'app-name': 'web' } }))
    expect(found).toEqual([
      {
        object: 'StatefulSet/default/web',
        score: 0.59,
        selector: { 'app-name': 'web' },
        difference: 'change app.name: web to app-name: web',
        readyPods: 0,
      },
    ])
  })

  test('[G.9] one label too many is told as such', () => {
    const service = aService('web', { selector: { app: 'web', tier: 'x' } })
    const found = suggestions(service, aPod('web', { labels: { app: 'web' } }))
    expect(found.map(({ difference, object }) => [object, difference])).toEqual([['Pod/default/web', 'remove tier: x']])
  })

  test('[G.9] at most three, best first, and nothing that scores below a quarter', () => {
    const service = aService('web', { selector: { app: 'web' }, ...early })
    const near = ['web1', 'web22', 'web333', 'web4444'].map((app) => aPod(app, { labels: { app } }))
    const far = aPod('zzzzzzzz', { labels: { role: 'zzzzzzzz' } })
    expect(suggestions(service, ...near, far).map(({ object }) => object)).toEqual([
      'Pod/default/web1',
      'Pod/default/web22',
      'Pod/default/web333',
    ])
    expect(suggestions(service, far)).toEqual([])
  })

  test('[G.9] names are alike from 0 to 1, the same both ways, and 1 only for equal ones', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (a, b) => {
        const score = similarity(a, b)
        expect(score).toBe(similarity(b, a))
        expect(score >= 0 && score <= 1).toBe(true)
        expect(score === 1).toBe(a === b)
      }),
    )
    expect(similarity('nginx01', 'nginx')).toBeCloseTo(1 - 2 / 7)
  })
})
