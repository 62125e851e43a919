import { type ObjectKey, objectKey } from '../kubernetes/object-key.ts'
import type { Rollout } from '../rollouts/rollout-types.ts'
import type { Alert, AlertTransition } from './alert.ts'
import { alertSentence } from './alert-messages.ts'
import { type AlertDraft, Conditions } from './hysteresis/conditions.ts'
import type { Judgement } from './service-alerts.ts'

/** Rollouts that do not progress (rule F.2): one condition for each workload. */
export class RolloutAlerts {
  readonly #byWorkload = new Map<string, { readonly conditions: Conditions; rollout?: Rollout }>()

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
      if (judgement.isFrozen) return []
      const transitions = this.#judge(workload, judgement)
      if (conditions.isEmpty && (rollout === undefined || rollout.isOver)) this.#byWorkload.delete(workload)
      return transitions
    })
  }

  firing(): Alert[] {
    return [...this.#byWorkload.values()].flatMap(({ conditions }) => conditions.alerts)
  }

  get dueAt(): number | undefined {
    const times = [...this.#byWorkload.values()].map(({ conditions }) => conditions.dueAt ?? Number.POSITIVE_INFINITY)
    const due = Math.min(...times)
    return Number.isFinite(due) ? due : undefined
  }

  #judge(workload: ObjectKey, { at, seq, rules }: Judgement): AlertTransition[] {
    const { conditions, rollout } = this.#of(workload)
    if (rollout === undefined) return []
    const { namespace, name } = rollout.workload
    const rule = rules.ruleFor('rollout-stalled', { namespace, name, labels: {} })
    const isStuck = rollout.state === 'stalled' || rollout.state === 'failed-create'
    const forMs = rule?.thresholds.forMs ?? 0
    const reading = { holds: isStuck, isOver: !isStuck, forMs, clearForMs: 0, facts: {} }
    const draft = (): AlertDraft => ({
      subject: workload,
      severity: rule?.severity ?? 'error',
      facts: { rollout: rollout.id },
      evidence: [{ object: workload, path: 'status.conditions', value: rollout.state }],
      lost: [],
      sentence: alertSentence(
        rollout.state === 'failed-create' ? 'alert.rollout-failed-create' : 'alert.rollout-stalled',
        {
          workload: `${rollout.workload.kind} ${namespace}/${name}`,
        },
      ),
    })
    return conditions.judge({ detector: 'rollout-stalled', rule, readings: [reading], at, seq, draft })
  }

  #of(workload: ObjectKey): { readonly conditions: Conditions; rollout?: Rollout } {
    const known = this.#byWorkload.get(workload) ?? { conditions: new Conditions() }
    this.#byWorkload.set(workload, known)
    return known
  }
}

function workloadKey({ workload }: Rollout): ObjectKey {
  return objectKey(workload.kind, workload.namespace, workload.name)
}
