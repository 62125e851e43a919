import {
  type Alert as AlertAnswer,
  type AlertDetail as AlertDetailAnswer,
  type AlertMark as AlertMarkAnswer,
  type AlertsPage,
  timestamp,
} from '@portolan/contract'
import type { Alert, AlertCause } from '@portolan/domain'
import type { AlertMoment, StoredAlert } from '@portolan/pipeline/ports'
import type { z } from 'zod'
import type { AlertCenter } from '../alerts/alert-center.ts'
import { messageAnswer } from './resolution-answer.ts'

/** What is told of an alert beside what is kept of it. */
export interface AlertSurroundings {
  /** Ids of silences that hide it now. */
  readonly silencedBy: readonly string[]
  /** URLs that lead to its Service. */
  readonly routes: readonly string[]
}

export function alertAnswer({ alert, incident, acknowledged }: StoredAlert, around: AlertSurroundings): AlertAnswer {
  const { id, ruleId, detector, severity, subject, identity, since, sinceSeq, raisedAt, resolvedAt, cause } = alert
  return {
    ...{ id, ruleId, detector, severity, subject, incident, sinceSeq },
    state: resolvedAt !== undefined ? 'resolved' : acknowledged === undefined ? 'firing' : 'acknowledged',
    ...(identity !== undefined && { identity }),
    since: timestamp(since),
    raisedAt: timestamp(raisedAt),
    resolvedAt: resolvedAt === undefined ? null : timestamp(resolvedAt),
    facts: { ...alert.facts },
    evidence: alert.evidence.map(({ object, path, value }) => ({ object, ...(path !== '' && { field: path }), value })),
    ...(cause && { cause: alertCauseAnswer(cause) }),
    sentence: messageAnswer(alert.sentence),
    silencedBy: [...around.silencedBy],
    ...(acknowledged && { acknowledged: { ...acknowledged, at: timestamp(acknowledged.at) } }),
    routes: [...around.routes],
  }
}

export function alertDetailAnswer(stored: StoredAlert, around: AlertSurroundings): AlertDetailAnswer {
  const { timeline = [] } = stored
  const because = timeline.findLast(({ type }) => type === 'resolved')?.because
  const isOver = stored.alert.resolvedAt !== undefined
  return {
    ...alertAnswer(stored, around),
    ...(isOver && because && { resolvedBecause: because }),
    timeline: timeline.map(alertMomentAnswer),
  }
}

export function alertCauseAnswer({
  kind,
  row,
  object,
  confidence,
  sentence,
}: AlertCause): NonNullable<AlertAnswer['cause']> {
  return {
    kind,
    ...(row !== undefined && { row }),
    ...(object !== undefined && { object }),
    confidence,
    sentence: messageAnswer(sentence),
  }
}

export function alertMomentAnswer({ type, at, seq, by, sentence }: AlertMoment): AlertDetailAnswer['timeline'][number] {
  return {
    ...{ type, at: timestamp(at) },
    ...(seq !== undefined && { seq }),
    ...(by !== undefined && { by }),
    ...(sentence && { sentence: messageAnswer(sentence) }),
  }
}

/** For a time bar; `to: null` while it fires. */
export function alertMark({ id, severity, sentence, raisedAt, resolvedAt }: Alert): z.infer<typeof AlertMarkAnswer> {
  const to = resolvedAt === undefined ? null : timestamp(resolvedAt)
  return { id, severity, title: sentence.text, from: timestamp(raisedAt), to }
}

/** What is counted of alerts, in one place for everybody who shows it. */
export type AlertTotals = Pick<AlertsPage, 'counts' | 'openIncidents'>

/** How many alerts fire, by severity, those that a silence hides apart, and how many incidents they are. */
export function alertTotals(center: Pick<AlertCenter, 'firing' | 'hidden' | 'incidentOf'>): AlertTotals {
  const counts = { critical: 0, error: 0, warning: 0, info: 0, silenced: 0 }
  const hidden = center.hidden()
  const incidents = new Set<string>()
  for (const { id, severity } of center.firing()) {
    counts[hidden.has(id) ? 'silenced' : severity] += 1
    if (!hidden.has(id)) incidents.add(center.incidentOf(id) ?? id)
  }
  return { counts, openIncidents: incidents.size }
}
