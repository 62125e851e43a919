import { describe, expect, test } from 'vitest'
import { nothingYet, RECORDING_START, replayRecording } from '../../test/recorded-changes.ts'
import { RolloutFold } from './rollout-fold.ts'
import type { Rollout } from './rollout-types.ts'

/** The rollouts of the recording as they ended, told apart by workload and the second of their request. */
function rollouts({ isInterrupted = false } = {}): Map<string, Rollout> {
  const snapshot = nothingYet()
  let fold = new RolloutFold(snapshot)
  const found = new Map<string, Rollout>()
  for (const { applied, change } of replayRecording(snapshot)) {
    for (const rollout of fold.apply(change, applied)) {
      const second = Math.floor((rollout.requested.at - RECORDING_START) / 1000)
      found.set(`${rollout.workload.name}@${second}`, rollout)
    }
    if (isInterrupted) fold = RolloutFold.restore(JSON.parse(JSON.stringify(fold.open())), snapshot)
  }
  expect(fold.rollouts()).toEqual([])
  return found
}

const summary = (found: ReadonlyMap<string, Rollout>) =>
  Object.fromEntries(
    [...found].map(([name, { trigger, state, verdict }]) => {
      const { kind, minReady, desired, zeroReadyMs } = verdict
      return [name, `${trigger}, ${state}: ${kind}, ${minReady} of ${desired}, ${zeroReadyMs} ms`]
    }),
  )

describe('RolloutFold on the recording of a real cluster', () => {
  const found = rollouts()

  test('each rollout has the verdict that its table implies', () => {
    expect(summary(found)).toEqual({
      'web@24': 'update, drained: hitless, 3 of 4, 0 ms',
      'web@49': 'update, rolled-back: stalled, 3 of 4, 0 ms',
      'web@84': 'rollback, drained: hitless, 3 of 4, 0 ms',
      'nginx-app@125': 'update, drained: hitless, 2 of 2, 0 ms',
      'api@140': 'update, drained: outage, 0 of 2, 20 ms',
      'api@175': 'rollback, drained: reduced, 1 of 2, 0 ms',
      'db@205': 'restart, drained: hitless, 2 of 3, 0 ms',
      'nginx-ingress-controller@225': 'update, drained: outage, 0 of 1, 2881 ms',
      'api@243': 'update, rolled-back: outage, 0 of 2, 26260 ms',
      'api@268': 'rollback, drained: outage, 0 of 2, 1261 ms',
    })
  })

  test('a fold that is thrown away and restored after every change gives the same rollouts', () => {
    expect(rollouts({ isInterrupted: true })).toEqual(found)
  })
})
