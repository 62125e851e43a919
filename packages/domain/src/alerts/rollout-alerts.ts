import { type ObjectKey, objectKey } from '../kubernetes/object-key.ts'
import type { WatchedKind } from '../kubernetes/resources.ts'
import type { Rollout } from '../rollouts/rollout-types.ts'
import type { Alert, AlertTransition } from './alert.ts'
import { alertSentence } from './alert-messages.ts'
import { type AlertDraft, Conditions } from './hysteresis/conditions.ts'
import { earliest } from './hysteresis/earliest.ts'
import { momentAt } from './hysteresis/latch.ts'
import type { Judgement } from './judgement.ts'
import { stallCause } from './stall-cause.ts'

interface RolledWorkload {
  readonly conditions: Conditions
  /** The newest; absent where only an alert of it was restored. */
  rollout?: Rollout
}

/** Rollouts that do not progress (rule F.2): one condition for each workload. */
export class RolloutAlerts {
  readonly #byWorkload = new Map<ObjectKey, RolledWorkload>()

  restoreAlert(alert: Alert): void {
    this.#of(alert.subject).conditions.restore(alert)
  }

  /** A rollout is so now; of one workload only the newest counts. */
  note(rollout: Rollout): void {
    const known = this.#of(workloadKey(rollout))
    if ((known.rollout?.requested.seq ?? 0) <= rollout.requested.seq) known.rollout = rollout
  }

  /** Looks at every workload that was noted and is not quiet. */
  turn(judgement: Judgement): AlertTransition[] {
    return [...this.#byWorkload].flatMap(([workload, { conditions, rollout }]) => {
      if (rollout === undefined) return []
      const { kind, namespace } = rollout.workload
      if (judgement.isBlind(new Set<WatchedKind>([kind]), namespace)) {
        conditions.freeze()
        return []
      }
      conditions.thaw(judgement.at)
      const transitions = judgeRollout(workload, { conditions, rollout, judgement })
      if (conditions.isEmpty && rollout.isOver) this.#byWorkload.delete(workload)
      return transitions
    })
  }

  firing(): Alert[] {
    return [...this.#byWorkload.values()].flatMap(({ conditions }) => conditions.alerts)
  }

  /** Epoch ms; `undefined` where it waits for something to happen. */
  get dueAt(): number | undefined {
    return earliest([...this.#byWorkload.values()].map(({ conditions }) => conditions.dueAt))
  }

  #of(workload: ObjectKey): RolledWorkload {
    const known = this.#byWorkload.get(workload) ?? { conditions: new Conditions() }
    this.#byWorkload.set(workload, known)
    return known
  }
}

function judgeRollout(
  subject: ObjectKey,
  { conditions, rollout, judgement }: { conditions: Conditions; rollout: Rollout; judgement: Judgement },
): AlertTransition[] {
  const { at, seq, rules, snapshot } = judgement
  const { kind, namespace, name } = rollout.workload
  const labels = snapshot.find(kind, namespace, name)?.metadata.labels ?? {}
  const rule = rules.ruleFor('rollout-stalled', { namespace, name, labels })
  const isStuck = rollout.state === 'stalled' || rollout.state === 'failed-create'
  const forMs = rule?.thresholds.forMs ?? 0
  const reading = { holds: isStuck, isOver: !isStuck, forMs, clearForMs: 0, facts: { rollout: rollout.id } }
  const draft = (): AlertDraft => {
    const cause = stallCause(rollout, snapshot)
    const message = rollout.state === 'failed-create' ? 'alert.rollout-failed-create' : 'alert.rollout-stalled'
    return {
      subject,
      severity: rule?.severity ?? 'error',
      facts: reading.facts,
      evidence: [{ object: subject, path: 'status.conditions', value: rollout.state }],
      ...(cause && { cause }),
      lost: [],
      sentence: alertSentence(message, { workload: `${kind} ${namespace}/${name}` }),
    }
  }
  return conditions.judge({ detector: 'rollout-stalled', rule, readings: [reading], ...momentAt(at, seq), draft })
}

function workloadKey({ workload }: Rollout): ObjectKey {
  return objectKey(workload.kind, workload.namespace, workload.name)
}
