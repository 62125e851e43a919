import {
  type Alert,
  type Incident,
  matchesAlert,
  recurringStretchAt,
  type ScopedService,
  SEVERITIES,
} from '@portolan/domain'
import type { NotificationKind, QuietHours, Receiver } from '../ports/index.ts'

/** So long after the first alert of an incident others may join before anybody is told. */
const GROUP_WAIT_MS = 5_000
/** News of one incident are told no more often than this. */
const GROUP_INTERVAL_MS = 60_000
/** An Alertmanager takes an alert for resolved that is not sent again. */
const ALERTMANAGER_REPEAT_MS = 2 * 60_000

/** What a receiver was told last of an incident. */
export interface Told {
  readonly kind: NotificationKind
  /** Epoch ms at which it was decided. */
  readonly at: number
  /** Alerts that it was told to fire: id → severity. */
  readonly firing: ReadonlyMap<string, Alert['severity']>
}

/** An alert of an incident, with what decides whether anybody is told of it. */
export interface TellableAlert {
  readonly alert: Alert
  readonly service: ScopedService
  readonly isSilenced: boolean
  readonly isAcknowledged: boolean
  /** After how long a receiver is told again; 0: never. */
  readonly renotifyMs: number
}

export interface NotificationQuestion {
  readonly incident: Incident
  readonly alerts: readonly TellableAlert[]
  readonly receiver: Receiver
  /** Absent: nothing yet. */
  readonly told: Told | undefined
}

/** What a receiver should be told of an incident, and when; epoch ms. */
export interface PlannedNotification {
  readonly kind: NotificationKind
  readonly dueAt: number
  /** Those it is told of; what is silenced, or not for this receiver, is not among them. */
  readonly alerts: readonly Alert[]
}

/**
 * What is left to tell: the difference between how an incident is and what a receiver was told of it last. Asked again after
 * every change, it needs no memory of its own; nothing is left to tell where it answers `undefined`.
 */
export function planNotification(question: NotificationQuestion): PlannedNotification | undefined {
  const { receiver, told } = question
  const own = question.alerts.filter(({ alert, service }) => matchesAlert(receiver.matcher, alert, service))
  const firing = own.filter(({ alert, isSilenced }) => alert.resolvedAt === undefined && !isSilenced)
  if (!receiver.enabled) return undefined
  if (firing.length > 0)
    return quieted(planFiring({ firing, ended: endedOf(own, question), receiver, told }), firing, receiver)
  if (told === undefined) return planUnnoticed(own, receiver)
  const isTold = told.kind !== 'resolved'
  const isOver = own.length > 0 && own.every(({ alert }) => alert.resolvedAt !== undefined)
  if (!isTold || !isOver) return undefined
  const alerts = own.map(({ alert }) => alert).filter(({ id }) => told.firing.has(id))
  return { kind: 'resolved', dueAt: told.at, alerts }
}

/**
 * It was over before anybody was told, because this process or its machine stood still: told all the same, and then that it is
 * over. What was over while others might still have joined, or in quiet hours, is not worth a message.
 */
function planUnnoticed(own: readonly TellableAlert[], receiver: Receiver): PlannedNotification | undefined {
  const missed = own.filter(({ alert, isSilenced }) => !isSilenced && firedLongEnough(alert))
  if (missed.length === 0) return undefined
  const planned = planFiring({ firing: missed, ended: [], receiver, told: undefined })
  return quieted(planned, missed, receiver)?.dueAt === planned?.dueAt ? planned : undefined
}

function firedLongEnough({ raisedAt, resolvedAt = raisedAt }: Alert): boolean {
  return resolvedAt - raisedAt >= GROUP_WAIT_MS
}

interface FiringQuestion extends Pick<NotificationQuestion, 'receiver' | 'told'> {
  readonly firing: readonly TellableAlert[]
  /** Over while others go on, and the receiver must hear of it. */
  readonly ended: readonly Alert[]
}

/** An Alertmanager keeps each alert by itself; whoever reads messages is told when all of an incident is over. */
function endedOf(own: readonly TellableAlert[], { receiver, told }: NotificationQuestion): Alert[] {
  if (receiver.target.type !== 'alertmanager') return []
  return own.map(({ alert }) => alert).filter(({ id, resolvedAt }) => resolvedAt !== undefined && told?.firing.has(id))
}

function planFiring({ firing, ended, receiver, told }: FiringQuestion): PlannedNotification | undefined {
  const alerts = worstFirst(firing)
  if (told === undefined) {
    const firstAt = Math.min(...alerts.map(({ raisedAt }) => raisedAt))
    return { kind: 'firing', dueAt: firstAt + GROUP_WAIT_MS, alerts }
  }
  if (told.kind === 'resolved') return { kind: 'firing', dueAt: told.at + GROUP_INTERVAL_MS, alerts }
  if (ended.length > 0 || alerts.some((alert) => isNews(alert, told))) {
    return { kind: 'update', dueAt: told.at + GROUP_INTERVAL_MS, alerts: [...alerts, ...ended] }
  }
  const repeatMs = repeatAfter(firing, receiver)
  return repeatMs === undefined ? undefined : { kind: 'repeat', dueAt: told.at + repeatMs, alerts }
}

/** It was not told of, or has become worse since. */
function isNews({ id, severity }: Alert, { firing }: Told): boolean {
  const before = firing.get(id)
  return before === undefined || SEVERITIES.indexOf(severity) < SEVERITIES.indexOf(before)
}

/** What somebody has taken care of is not repeated; an Alertmanager, which repeats by itself, must hear all the same. */
function repeatAfter(firing: readonly TellableAlert[], { target }: Receiver): number | undefined {
  if (target.type === 'alertmanager') return ALERTMANAGER_REPEAT_MS
  const times = firing.filter(({ isAcknowledged }) => !isAcknowledged).map(({ renotifyMs }) => renotifyMs)
  const wanted = times.filter((time) => time > 0)
  return wanted.length === 0 ? undefined : Math.min(...wanted)
}

/** In quiet hours everything waits for their end, unless something is critical. */
function quieted(
  planned: PlannedNotification | undefined,
  firing: readonly TellableAlert[],
  { quietHours }: Receiver,
): PlannedNotification | undefined {
  if (planned === undefined || quietHours === undefined) return planned
  if (firing.some(({ alert }) => alert.severity === 'critical')) return planned
  const quiet = recurringStretchAt(spanOf(quietHours), planned.dueAt)
  return quiet === undefined ? planned : { ...planned, dueAt: quiet.to }
}

/** Hours that end before they begin end on the next day. */
function spanOf({ weekdays, start, end, timeZone }: QuietHours): Parameters<typeof recurringStretchAt>[0] {
  const length = minutesOf(end) - minutesOf(start)
  return { weekdays, start, timeZone, durationMs: (length <= 0 ? length + 1440 : length) * 60_000 }
}

function minutesOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number)
  return hours * 60 + minutes
}

function worstFirst(firing: readonly TellableAlert[]): Alert[] {
  const rank = ({ severity }: Alert) => SEVERITIES.indexOf(severity)
  return firing.map(({ alert }) => alert).sort((a, b) => rank(a) - rank(b) || a.raisedAt - b.raisedAt)
}
