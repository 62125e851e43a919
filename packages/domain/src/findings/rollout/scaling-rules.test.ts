import { describe, expect, test } from 'vitest'
import {
  aDeployment,
  aPod,
  aProjected,
  aRawObject,
  aReplicaSet,
  aSnapshot,
  aStatefulSet,
  findingsOfRule,
  type Owner,
  sentencesOf,
} from '../../testing/index.ts'

describe('RLO-012', () => {
  const autoscaler = (type: string, status: string, reason: string) =>
    aProjected(
      'HorizontalPodAutoscaler',
      aRawObject('HorizontalPodAutoscaler', 'web', {
        spec: { scaleTargetRef: { kind: 'Deployment', name: 'web' }, maxReplicas: 5 },
        status: { conditions: [{ type, status, reason }] },
      }),
    )

  test('RLO-012 an autoscaler that is at its maximum, or cannot measure, is told', () => {
    expect(sentencesOf('RLO-012', aSnapshot(autoscaler('ScalingLimited', 'True', 'TooManyReplicas')))).toEqual([
      'HorizontalPodAutoscaler/default/web would scale Deployment/default/web above its maximum of 5',
    ])
    expect(sentencesOf('RLO-012', aSnapshot(autoscaler('ScalingActive', 'False', 'FailedGetResourceMetric')))).toEqual([
      'HorizontalPodAutoscaler/default/web cannot scale Deployment/default/web: ScalingActive is False (FailedGetResourceMetric)',
    ])
    expect(findingsOfRule('RLO-012', aSnapshot(autoscaler('ScalingActive', 'False', 'ScalingDisabled')))).toMatchObject(
      [{ severity: 'info' }],
    )
  })

  test('RLO-012 an autoscaler at its minimum, or at work, is not told', () => {
    expect(sentencesOf('RLO-012', aSnapshot(autoscaler('ScalingLimited', 'True', 'TooFewReplicas')))).toEqual([])
    expect(sentencesOf('RLO-012', aSnapshot(autoscaler('AbleToScale', 'True', 'ReadyForNewScale')))).toEqual([])
  })
})

describe('RLO-013', () => {
  const changes = (...writers: (readonly [at: number, manager: string])[]) => ({
    fieldChanges: () =>
      writers.map(([observedAt, manager], index) => ({
        ...{ observedAt, before: index, after: index + 1 },
        writer: { manager, operation: 'Update' as const },
      })),
  })

  test('RLO-013 two who rewrite the replicas three times within ten minutes are told', () => {
    const history = changes([500_000, 'argocd'], [300_000, 'kube-controller-manager'], [0, 'argocd'])
    expect(sentencesOf('RLO-013', aSnapshot(aDeployment('web')), history)).toEqual([
      'argocd, kube-controller-manager rewrote spec.replicas of Deployment/default/web 3 times within ten minutes',
    ])
  })

  test('RLO-013 one writer, or a longer time, is no fight', () => {
    const alone = changes([500_000, 'hpa'], [300_000, 'hpa'], [0, 'hpa'])
    const slow = changes([700_000, 'argocd'], [300_000, 'hpa'], [0, 'argocd'])
    expect(sentencesOf('RLO-013', aSnapshot(aDeployment('web')), alone)).toEqual([])
    expect(sentencesOf('RLO-013', aSnapshot(aDeployment('web')), slow)).toEqual([])
  })
})

describe('RLO-015', () => {
  const web = aDeployment('web')
  const own = aReplicaSet('web-1', { podLabels: { app: 'web' }, owner: web })
  const pod = (name: string, owner: Owner) => aPod(name, { labels: { app: 'web' }, owner })

  test('RLO-015 Pods of another controller that the selector matches are told', () => {
    const other = aStatefulSet('web-db')
    expect(sentencesOf('RLO-015', aSnapshot(web, own, other, pod('a', own), pod('web-db-0', other)))).toEqual([
      'The selector of Deployment/default/web also matches Pods of StatefulSet/default/web-db: Pod/default/web-db-0',
    ])
  })

  test("RLO-015 a Deployment's own Pods, and Pods that nobody made, are no others", () => {
    expect(sentencesOf('RLO-015', aSnapshot(web, own, pod('a', own), aPod('b', { labels: { app: 'web' } })))).toEqual(
      [],
    )
  })
})
