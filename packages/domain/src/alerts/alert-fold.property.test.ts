import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { LedgerFold } from '../endpoints/ledger-fold.ts'
import { openLedgers } from '../endpoints/open-ledgers.ts'
import type { RecordedChange } from '../history/change.ts'
import type { Snapshot } from '../history/snapshot.ts'
import { RolloutFold } from '../rollouts/rollout-fold.ts'
import { AlertStage, aSnapshot, type PodOptions, theDeployment, theReplicaSet, theService } from '../testing/index.ts'
import type { Alert, AlertTransition } from './alert.ts'
import { AlertFold } from './alert-fold.ts'
import { RuleBook } from './rules/rule-book.ts'

const owned: PodOptions = { owner: theReplicaSet(1), labels: { 'pod-template-hash': 'v1' } }
const LEAVING = { ready: false, serving: true, terminating: true }

/** One thing that happens to one of four Pods, some seconds after the one before. */
const step = fc.record({
  after: fc.constantFrom(0.2, 1.5, 7, 20, 45, 300),
  pod: fc.constantFrom('a', 'b', 'c', 'd'),
  what: fc.constantFrom('ready', 'ready', 'unready', 'unready', 'leaving', 'scaled-to-zero', 'scaled-up'),
})
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never

/** A troubled life of Service `web`, to half an hour after its last change; the stage watches two folds agree. */
function play(steps: readonly Step[]): AlertStage {
  const stage = new AlertStage([theService(), theDeployment({ replicas: 4 }), theReplicaSet(1)])
  for (const pod of ['a', 'b', 'c', 'd']) stage.pod(pod, owned)
  let now = 0
  for (const { after, pod, what } of steps) {
    now += after
    stage.at(now)
    if (what === 'scaled-to-zero' || what === 'scaled-up')
      stage.tell(theDeployment({ replicas: what === 'scaled-up' ? 4 : 0 }))
    else if (what === 'leaving') stage.pod(pod, { ...owned, deletionTimestamp: '2026-01-01T01:00:30Z' }, LEAVING)
    else stage.pod(pod, { ...owned, isReady: what === 'ready' })
  }
  stage.storyUntil(now + 1800)
  return stage
}

/** A fold that begins somewhere in the log with what fired there, told the rest. */
function playedFrom(log: readonly RecordedChange[], from: number, firing: readonly Alert[]): AlertFold {
  const snapshot: Snapshot = aSnapshot()
  for (const change of log.slice(0, from)) snapshot.apply(change)
  const at = log[from - 1]?.observedAt ?? 0
  const ledgers = openLedgers(snapshot, at)
  const slices = [...snapshot.ofKind('EndpointSlice'), ...snapshot.ofKind('Service')]
  const held = slices.map((object) => ({ object, seq: snapshot.seq }))
  const ledgerFold = LedgerFold.restore(ledgers, held, (uid) => snapshot.byUid('Pod', uid))
  const rollouts = new RolloutFold(snapshot)
  const fold = new AlertFold({ snapshot, rules: new RuleBook([]), at, ledgers, alerts: firing })
  for (const change of log.slice(from)) {
    fold.advance(change.observedAt - 1)
    const applied = snapshot.apply(change)
    const ledger = ledgerFold.apply(change, applied.before, applied.after)
    fold.apply({ change, applied, ledger, rollouts: rollouts.apply(change, applied) })
  }
  fold.advance((log.at(-1)?.observedAt ?? 0) + 1800_000)
  return fold
}

function firingAt(transitions: readonly AlertTransition[], at: number): Alert[] {
  const firing = new Map<string, Alert>()
  for (const { alert, at: when, type } of transitions) {
    if (when > at) break
    if (type === 'resolved') firing.delete(alert.id)
    else firing.set(alert.id, alert)
  }
  return [...firing.values()]
}

const names = (alerts: readonly Alert[]) =>
  alerts.map(({ detector, identity = '' }) => `${detector} ${identity}`).sort()

describe('AlertFold', () => {
  test('the same log yields the same transitions, in the order of time, however time is told', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 25 }), (steps) => {
        const { transitions } = play(steps)
        expect(transitions.map(({ at }) => at)).toEqual(transitions.map(({ at }) => at).sort((a, b) => a - b))
      }),
      { numRuns: 15 },
    )
  })

  test('what is raised is resolved once or fires at the end; nothing else is resolved or updated', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 25 }), (steps) => {
        const stage = play(steps)
        const firing = new Set<string>()
        for (const { alert, type } of stage.transitions) {
          expect(firing.has(alert.id)).toBe(type !== 'raised')
          expect(alert.resolvedAt !== undefined).toBe(type === 'resolved')
          if (type === 'raised') firing.add(alert.id)
          if (type === 'resolved') firing.delete(alert.id)
        }
        expect([...firing].sort()).toEqual(
          stage
            .firing()
            .map(({ id }) => id)
            .sort(),
        )
      }),
      { numRuns: 15 },
    )
  })

  test('a fold that begins with what fired fires in the end what one fires that saw everything', () => {
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 20 }), fc.nat(100), (steps, share) => {
        const stage = play(steps)
        const from = Math.max(12, Math.floor((stage.log.length * share) / 100))
        const firing = firingAt(stage.transitions, stage.log[from - 1]?.observedAt ?? 0)
        expect(names(playedFrom(stage.log, from, firing).firing())).toEqual(names(stage.firing()))
      }),
      { numRuns: 15 },
    )
  })
})
