import { objectKey, parseObjectKey } from '../kubernetes/object-key.ts'
import type { WatchedKind } from '../kubernetes/resources.ts'
import type { Alert, AlertTransition } from './alert.ts'
import { alertSentence } from './alert-messages.ts'
import { type AlertDraft, Conditions } from './hysteresis/conditions.ts'
import { earliest } from './hysteresis/earliest.ts'
import { momentAt } from './hysteresis/latch.ts'
import type { Judgement } from './judgement.ts'
import type { ChurnRecord } from './view/churn-history.ts'

interface Drain {
  readonly conditions: Conditions
  /** Identities whose endpoints were evicted, since it began. */
  readonly evicted: Set<string>
  /** Epoch ms of the last eviction. */
  lastAt: number
}

const MAX_EVICTED = 10_000
/** Kinds without which nobody knows whether a drain goes on. */
const NEEDED_KINDS: ReadonlySet<WatchedKind> = new Set(['Node', 'Pod', 'EndpointSlice'])

/** Nodes that are drained: told as information, once, instead of as churn of every Service (rule H.4). */
export class DrainAlerts {
  readonly #drains = new Map<string, Drain>()

  restoreAlert(alert: Alert): void {
    if (alert.resolvedAt !== undefined) return
    this.#begin(parseObjectKey(alert.subject)?.name ?? '', alert.raisedAt).conditions.restore(alert)
  }

  /** A loss, with its cause where that is known. @returns whether it is news of a drain */
  note({ cause, identity, transition }: ChurnRecord): boolean {
    if (cause?.kind !== 'eviction' || cause.detail !== 'drain' || cause.object === undefined) return false
    const node = parseObjectKey(cause.object)
    if (node?.kind !== 'Node') return false
    const { evicted } = this.#drains.get(node.name) ?? this.#begin(node.name, transition.at)
    if (evicted.has(identity) || evicted.size >= MAX_EVICTED) return false
    evicted.add(identity)
    this.#begin(node.name, transition.at)
    return true
  }

  firing(): Alert[] {
    return [...this.#drains.values()].flatMap(({ conditions }) => conditions.alerts)
  }

  get dueAt(): number | undefined {
    return earliest([...this.#drains.values()].map(({ conditions }) => conditions.dueAt))
  }

  turn(judgement: Judgement): AlertTransition[] {
    if (judgement.isBlind(NEEDED_KINDS)) {
      for (const { conditions } of this.#drains.values()) conditions.freeze()
      return []
    }
    return [...this.#drains].flatMap(([node, drain]) => {
      drain.conditions.thaw(judgement.at)
      const transitions = this.#judge(node, drain, judgement)
      if (drain.conditions.isEmpty) this.#drains.delete(node)
      return transitions
    })
  }

  #judge(node: string, { conditions, evicted, lastAt }: Drain, judgement: Judgement): AlertTransition[] {
    const { at, seq, rules, snapshot } = judgement
    const subject = objectKey('Node', undefined, node)
    const rule = rules.ruleFor('node-drain', { namespace: '', name: node, labels: {} })
    const isCordoned = snapshot.find('Node', undefined, node)?.spec.unschedulable ?? false
    const endsAt = lastAt + (rule?.thresholds.clearForMs ?? 0)
    const holds = isCordoned && at < endsAt
    const facts = { evicted: evicted.size }
    const reading = { holds, isOver: !holds, forMs: 0, clearForMs: 0, facts, ...(holds && { nextAt: endsAt }) }
    const draft = (): AlertDraft => ({
      subject,
      severity: rule?.severity ?? 'info',
      facts,
      evidence: [
        { object: subject, path: 'spec.unschedulable', value: isCordoned },
        { object: subject, path: 'evicted endpoints', value: evicted.size },
      ],
      lost: [...evicted].slice(-100),
      sentence: alertSentence('alert.node-drain', { node, ...facts }),
    })
    return conditions.judge({ detector: 'node-drain', rule, readings: [reading], ...momentAt(at, seq), draft })
  }

  /** @param at epoch ms of an eviction */
  #begin(node: string, at: number): Drain {
    const drain = this.#drains.get(node) ?? { conditions: new Conditions(), evicted: new Set<string>(), lastAt: at }
    this.#drains.set(node, drain)
    drain.lastAt = Math.max(drain.lastAt, at)
    return drain
  }
}
