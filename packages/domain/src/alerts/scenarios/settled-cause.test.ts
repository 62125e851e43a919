import { describe, expect, test } from 'vitest'
import { AlertStage, type PodOptions, theDeployment, theReplicaSet, theService } from '../../testing/index.ts'
import { DEFAULT_ALERT_RULES } from '../rules/default-rules.ts'

const atOnce = (clearForMs: number) =>
  DEFAULT_ALERT_RULES.flatMap((rule) =>
    rule.detector === 'zero-endpoints' ? { ...rule, thresholds: { ...rule.thresholds, forMs: 1000, clearForMs } } : [],
  )
const ZERO = 'Service default/web has no ready endpoint'
const LEAVING = { ready: false, serving: true, terminating: true }

function ofVersion(version: number, options: PodOptions = {}): PodOptions {
  return { owner: theReplicaSet(version), labels: { 'pod-template-hash': `v${version}` }, ...options }
}

/**
 * A Deployment that replaces its Pods all at once: the new ReplicaSet is made when the old Pods are gone, so nothing but a
 * deletion is known of them before.
 */
function replacedAtOnce(clearForMs: number): AlertStage {
  const there = [theService(), theDeployment({ replicas: 2 }), theReplicaSet(1, { replicas: 2 })]
  const stage = new AlertStage(there, atOnce(clearForMs)).pod('a0', ofVersion(1)).pod('a1', ofVersion(1)).at(10)
  stage.tell(theDeployment({ version: 2, replicas: 2, updated: 0 }), theReplicaSet(1, { replicas: 0 }))
  for (const pod of ['a0', 'a1']) {
    stage.pod(pod, ofVersion(1, { deletionTimestamp: '2026-01-01T01:00:40Z', deletionGracePeriodSeconds: 30 }), LEAVING)
  }
  stage
    .at(14)
    .podGone('a0')
    .podGone('a1')
    .tell(theReplicaSet(2, { replicas: 2 }))
  for (const pod of ['b0', 'b1']) stage.pod(pod, ofVersion(2, { isReady: false }))
  return stage.at(17).pod('b0', ofVersion(2)).pod('b1', ofVersion(2))
}

describe('H.5: causes settle', () => {
  test('an alert that is about to clear says the cause that was found since it was raised', () => {
    expect(replacedAtOnce(30_000).storyUntil(1800)).toEqual([
      `11 s: raised error: ${ZERO}; 2 Pods were deleted directly`,
      `26 s: updated error: ${ZERO}; Deployment/default/web rolls out another revision`,
      `47 s: resolved error: ${ZERO}; Deployment/default/web rolls out another revision`,
    ])
  })

  test('an alert that is over before its cause is final ends with what is known by then', () => {
    expect(replacedAtOnce(1000).storyUntil(1800)).toEqual([
      `11 s: raised error: ${ZERO}; 2 Pods were deleted directly`,
      `18 s: resolved error: ${ZERO}; Deployment/default/web rolls out another revision`,
    ])
  })
})
