import { describe, expect, test } from 'vitest'
import { RECORDING_START, replayRecording } from '../../test/recorded-changes.ts'
import { recordedZeroReady } from '../../test/recording.ts'
import { LedgerFold } from '../endpoints/ledger-fold.ts'
import { Snapshot } from '../history/snapshot.ts'
import { WATCHED_RESOURCES } from '../kubernetes/resources.ts'
import { RolloutFold } from '../rollouts/rollout-fold.ts'
import type { AlertTransition } from './alert.ts'
import { AlertFold } from './alert-fold.ts'
import type { AnyAlertRule } from './rules/alert-rule.ts'
import { RuleBook } from './rules/rule-book.ts'

/** Everything that the recording raises with these rules; judged on for a quarter of an hour after its end. */
function transitions(rules: readonly AnyAlertRule[] = []): AlertTransition[] {
  const snapshot = Snapshot.of(0, [])
  for (const { kind } of WATCHED_RESOURCES) snapshot.setVisibility(kind, undefined, 'observed')
  const ledgers = new LedgerFold((uid) => snapshot.byUid('Pod', uid))
  const rollouts = new RolloutFold(snapshot)
  const fold = new AlertFold({ snapshot, rules: new RuleBook(rules), at: RECORDING_START })
  const told: AlertTransition[] = []
  let last = RECORDING_START
  for (const { change, applied } of replayRecording(snapshot)) {
    const ledger = ledgers.apply(change, applied.before, applied.after)
    told.push(...fold.apply({ change, applied, ledger, rollouts: rollouts.apply(change, applied) }))
    last = change.observedAt
  }
  return [...told, ...fold.advance(last + 15 * 60_000)]
}

/** What was told, and after how many seconds. */
const told = (transition: AlertTransition) => {
  const { alert, at, type } = transition
  return `${((at - RECORDING_START) / 1000).toFixed(1)} s: ${type} ${alert.severity}: ${alert.sentence.text}; ${alert.cause?.sentence.text}`
}

describe('AlertFold on the recording of a real cluster', () => {
  const all = transitions()

  test('with defaults exactly what is worth waking somebody for, each with its cause', () => {
    expect(all.filter(({ type }) => type !== 'updated').map(told)).toEqual([
      '70.0 s: raised error: The rollout of Deployment shop/web does not progress; Pod/shop/web-b64ff7f5c-gr7xk runs and is not ready',
      '84.4 s: resolved error: The rollout of Deployment shop/web does not progress; Pod/shop/web-b64ff7f5c-gr7xk runs and is not ready',
      '146.1 s: raised error: 2 of 2 endpoints of Service shop/api change their readiness again and again; 2 Pods run and are not ready',
      '253.5 s: raised critical: Service shop/api has no ready endpoint; A container of Pod/shop/api-64655898d7-c6jpq crashes again and again: CrashLoopBackOff',
      '300.3 s: resolved critical: Service shop/api has no ready endpoint; A container of Pod/shop/api-64655898d7-c6jpq crashes again and again: CrashLoopBackOff',
      '1073.2 s: resolved error: 2 of 2 endpoints of Service shop/api change their readiness again and again; 2 Pods run and are not ready',
    ])
  })

  test('since when is told as the ledger tells it, to the millisecond', () => {
    const zero = all.find(({ alert }) => alert.detector === 'zero-endpoints')
    const window = recordedZeroReady('shop/api').find(([from]) => from > 240_000)
    expect((zero?.alert.since ?? 0) - RECORDING_START).toBe(window?.[0])
  })

  test('the same log with the same rules raises the same', () => {
    expect(transitions()).toEqual(all)
  })
})
