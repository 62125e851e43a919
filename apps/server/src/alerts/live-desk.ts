import {
  type Alert,
  type AlertTransition,
  type Gap,
  type Incident,
  keyOf,
  objectKey,
  parseObjectKey,
  type Rollout,
  type RolloutFold,
  type ScopedService,
} from '@portolan/domain'
import { AlertDesk, type AlertSettings, type CommittedChange, type Recording } from '@portolan/pipeline'
import type { Clock, HistoryReader } from '@portolan/pipeline/ports'
import { catchUpAlerts } from './alert-catch-up.ts'
import { alertLinks, blamedWorkload } from './alert-links.ts'
import type { AlertingParts } from './alerting-parts.ts'

export interface LiveDeskOptions {
  readonly parts: Pick<AlertingParts, 'store' | 'publicUrl'>
  readonly recording: Recording
  readonly reader: HistoryReader
  readonly clock: Clock
  readonly settings: AlertSettings
  /** Aborts when it need not be opened any more. */
  readonly signal: AbortSignal
  /** Told of transitions when they are kept. */
  readonly committed: (transitions: readonly AlertTransition[]) => void
  /** Told of what could not be judged or kept. */
  readonly failed: (error: unknown) => void
}

/** The desk over the log as it is recorded: change by change, with the rollouts that may be to blame. */
export class LiveDesk {
  readonly desk: AlertDesk
  readonly #rollouts: RolloutFold
  readonly #failed: LiveDeskOptions['failed']
  #fault: unknown

  private constructor(desk: AlertDesk, rollouts: RolloutFold, failed: LiveDeskOptions['failed']) {
    this.desk = desk
    this.#rollouts = rollouts
    this.#failed = failed
  }

  /**
   * Judge the log up to its end, and follow the recording from there.
   *
   * @returns `undefined` where the signal aborted before
   * @throws {StoreError} the store or the log could not be read; trying again may help
   */
  static async open(options: LiveDeskOptions): Promise<LiveDesk | undefined> {
    const { parts, recording, reader, clock, settings, signal, failed, committed } = options
    const { store, publicUrl } = parts
    const restored = await store.restore()
    const { rules } = settings
    const caughtUp = await catchUpAlerts({ recording, reader, restored, rules, now: clock.now(), signal })
    if (caughtUp === undefined) return undefined
    const { fold, rollouts, transitions } = caughtUp
    const desk = new AlertDesk({
      ...{ fold, restored, store, clock, settings, failed, committed },
      cluster: () => recording.cluster?.name ?? '',
      linksOf: (incident, alerts) => {
        return alertLinks({ publicUrl, incident, alerts, rollout: rolloutOf(rollouts, incident, alerts) })
      },
      scopeOf: (alert) => scopeOf(recording, alert),
    })
    desk.tell(transitions)
    const live = new LiveDesk(desk, rollouts, failed)
    recording.feed.subscribeToSteps((step) => live.#take(step))
    recording.feed.subscribeToGaps((gaps) => live.#takeGaps(gaps))
    return live
  }

  /** Why nothing is judged any more, until a restart; `undefined` where it is. */
  get fault(): unknown {
    return this.#fault
  }

  /** See `AlertDesk.tick`; nothing where a fold is at fault. */
  tick(): void {
    if (this.#fault === undefined) this.desk.tick()
  }

  /** Everything that was judged is kept; where a fold is at fault, the next process judges it anew. */
  async close(): Promise<void> {
    if (this.#fault === undefined) await this.desk.close()
  }

  #take({ change, before, after, ledger }: CommittedChange): void {
    this.#endAtFault(() => {
      const applied = { key: keyOf({ kind: change.kind, metadata: change }), before, after }
      const rollouts = this.#rollouts.apply(change, applied)
      this.desk.take({ change, applied, ledger, rollouts })
    })
  }

  #takeGaps(gaps: readonly Gap[]): void {
    this.#endAtFault(() => {
      for (const gap of gaps) {
        this.#rollouts.noteGap(gap)
        this.desk.takeGap(gap)
      }
    })
  }

  /** A fold at fault ends the judging, never the recording that tells it of changes. */
  #endAtFault(fold: () => void): void {
    if (this.#fault !== undefined) return
    try {
      fold()
    } catch (error) {
      this.#fault = error
      this.#failed(error)
    }
  }
}

/** The Service, or whatever an alert is about, as scopes see it. */
export function scopeOf({ snapshot }: Pick<Recording, 'snapshot'>, { subject }: Alert): ScopedService {
  const { kind, namespace = '', name = '' } = parseObjectKey(subject) ?? { kind: '' }
  const service = kind === 'Service' ? snapshot.find('Service', namespace, name) : undefined
  return { namespace, name, labels: service?.metadata.labels ?? {} }
}

/** The rollout that stalled, or that is under way and to blame. */
function rolloutOf(rollouts: RolloutFold, { cause }: Incident, alerts: readonly Alert[]): string | undefined {
  const stalled = alerts.map(({ facts }) => facts.rollout).find((id) => typeof id === 'string')
  const workload = blamedWorkload(cause, alerts)
  if (stalled !== undefined || workload === undefined) return stalled
  const isToBlame = ({ workload: { kind, namespace, name } }: Rollout) => objectKey(kind, namespace, name) === workload
  return rollouts.rollouts().findLast(isToBlame)?.id
}
