import { type AlertsMessage, SEVERITIES, timestamp } from '@portolan/contract'
import type { Alert } from '@portolan/domain'
import type { AlertCenter } from '../alerts/alert-center.ts'
import { alertTotals } from '../answers/alert-answers.ts'
import { messageAnswer } from '../answers/resolution-answer.ts'
import { isWritable, type LiveServer, type LiveSocket } from './transport.ts'

const INTERVAL_MS = 1_000
/** So many alerts are named in one message: whoever wants all of a storm reads the list. */
const MAX_NAMED = 100

export interface AlertRoomOptions {
  readonly io: LiveServer
  readonly center: AlertCenter
  /** Told of what could not be told to clients, once until it works again. */
  readonly failed: (error: unknown) => void
}

/** What a client was told last. */
interface Told {
  readonly totals: string
  /** Changed alerts it does not know of, because it did not read. */
  readonly missed: number
}

/**
 * Tells everybody who is connected what became of alerts: the totals on connecting, then what is committed, once a second at
 * most. Who does not read is skipped, and told how much it missed as soon as there is room; so is everybody while the totals
 * cannot be had.
 */
export class AlertRoom {
  readonly #io: LiveServer
  readonly #center: AlertCenter
  readonly #failed: (error: unknown) => void
  readonly #told = new WeakMap<LiveSocket, Told>()
  /** By id, as they are now, and not told yet. */
  #changed = new Map<string, Alert>()
  #stop: (() => void) | undefined
  #isFailing = false

  constructor({ io, center, failed }: AlertRoomOptions) {
    this.#io = io
    this.#center = center
    this.#failed = failed
  }

  open(): void {
    const unsubscribe = this.#center.subscribe((alerts) => {
      for (const alert of alerts) this.#changed.set(alert.id, alert)
    })
    // Silences begin and end without a commit: the totals are looked at each time.
    const timer = setInterval(() => this.#round(), INTERVAL_MS)
    timer.unref()
    this.#stop = () => {
      clearInterval(timer)
      unsubscribe()
    }
  }

  close(): void {
    this.#stop?.()
  }

  /** Somebody connected. */
  greet(socket: LiveSocket): void {
    this.#attempt(() => {
      const totals = alertTotals(this.#center)
      this.#told.set(socket, { totals: JSON.stringify(totals), missed: 0 })
      socket.emit('alerts', { seq: this.#center.seq, ...totals, changed: [], more: 0 })
    })
  }

  #round(): void {
    const changed = [...this.#changed.values()]
    this.#changed = new Map()
    const sockets = [...this.#io.sockets.sockets.values()]
    if (sockets.length === 0 || this.#attempt(() => this.#tell(sockets, changed))) return
    for (const socket of sockets) this.#miss(socket, changed.length)
  }

  /** What cannot be told must not end the process: it is tried again with the next round. */
  #attempt(tell: () => void): boolean {
    try {
      tell()
      this.#isFailing = false
      return true
    } catch (error) {
      if (!this.#isFailing) this.#failed(error)
      this.#isFailing = true
      return false
    }
  }

  #tell(sockets: readonly LiveSocket[], changed: readonly Alert[]): void {
    const totals = alertTotals(this.#center)
    const message = { seq: this.#center.seq, ...totals, ...this.#named(changed) }
    const content = JSON.stringify(totals)
    const rooms: string[] = []
    for (const socket of sockets) {
      const { missed = 0, totals: known } = this.#told.get(socket) ?? {}
      if (known === content && missed + changed.length === 0) continue
      if (!isWritable(socket)) {
        this.#miss(socket, changed.length)
        continue
      }
      this.#told.set(socket, { totals: content, missed: 0 })
      if (missed > 0) socket.emit('alerts', { ...message, more: message.more + missed })
      else rooms.push(socket.id)
    }
    // Every socket is alone in the room of its id; together they share one serialisation.
    if (rooms.length > 0) this.#io.to(rooms).emit('alerts', message)
  }

  #miss(socket: LiveSocket, count: number): void {
    const { missed = 0 } = this.#told.get(socket) ?? {}
    this.#told.set(socket, { totals: '', missed: missed + count })
  }

  #named(changed: readonly Alert[]): Pick<AlertsMessage, 'changed' | 'more'> {
    const hidden = changed.length === 0 ? new Map() : this.#center.hidden()
    const worstFirst = [...changed].sort((a, b) => rankOf(a) - rankOf(b)).slice(0, MAX_NAMED)
    return {
      changed: worstFirst.map((alert) => this.#answerOf(alert, hidden.has(alert.id))),
      more: changed.length - worstFirst.length,
    }
  }

  #answerOf(alert: Alert, isSilenced: boolean): AlertsMessage['changed'][number] {
    const { id, subject, severity, raisedAt, resolvedAt, sentence } = alert
    const firing = this.#center.isAcknowledged(id) ? 'acknowledged' : 'firing'
    return {
      ...{ id, subject, severity, isSilenced },
      incident: this.#center.incidentOf(id) ?? id,
      state: resolvedAt === undefined ? firing : 'resolved',
      raisedAt: timestamp(raisedAt),
      sentence: messageAnswer(sentence),
    }
  }
}

/** What fires first, then the worst. */
function rankOf({ resolvedAt, severity }: Alert): number {
  return (resolvedAt === undefined ? 0 : SEVERITIES.length) + SEVERITIES.indexOf(severity)
}
