import { type Alert as AlertAnswer, type Incident as IncidentAnswer, timestamp } from '@portolan/contract'
import type { Incident } from '@portolan/domain'
import type { StoredAlert } from '@portolan/pipeline/ports'
import { alertCauseAnswer, alertMomentAnswer } from './alert-answers.ts'

/** What an incident is told with. */
export interface IncidentSurroundings {
  /** Its alerts, oldest first. */
  readonly alerts: readonly AlertAnswer[]
  /** The same, with their timelines where these are known. */
  readonly stored: readonly StoredAlert[]
  /** Id of the rollout that caused it. */
  readonly rollout: string | undefined
}

/** An incident is acknowledged when somebody takes care of everything in it that fires. */
export function incidentAnswer(incident: Incident, { alerts, stored, rollout }: IncidentSurroundings): IncidentAnswer {
  const { id, severity, openedAt, resolvedAt, cause, isMaintenance } = incident
  const firing = alerts.filter(({ state }) => state !== 'resolved')
  const openedSeq = Math.min(...alerts.map(({ sinceSeq }) => sinceSeq).filter((seq) => seq > 0))
  const isAcknowledged = firing.length > 0 && firing.every(({ state }) => state === 'acknowledged')
  return {
    ...{ id, severity, isMaintenance },
    state: resolvedAt !== undefined ? 'resolved' : isAcknowledged ? 'acknowledged' : 'firing',
    openedAt: timestamp(openedAt),
    ...(Number.isFinite(openedSeq) && { openedSeq }),
    resolvedAt: resolvedAt === undefined ? null : timestamp(resolvedAt),
    ...(cause && { cause: alertCauseAnswer(cause) }),
    alerts: [...alerts],
    ...(rollout !== undefined && { rollout }),
    timeline: stored.flatMap(timelineOf).sort((a, b) => (a.at < b.at ? -1 : Number(a.at > b.at))),
  }
}

function timelineOf(stored: StoredAlert): IncidentAnswer['timeline'] {
  const { alert, timeline = endsOf(stored) } = stored
  return timeline.map((moment) => ({ ...alertMomentAnswer(moment), alert: alert.id }))
}

/** What is known of a timeline without reading it. */
function endsOf({ alert, acknowledged }: StoredAlert): NonNullable<StoredAlert['timeline']> {
  const { raisedAt, resolvedAt, sentence } = alert
  return [
    { type: 'raised', at: raisedAt, sentence },
    ...(acknowledged ? [{ type: 'acknowledged', at: acknowledged.at, by: acknowledged.by } as const] : []),
    ...(resolvedAt === undefined ? [] : [{ type: 'resolved', at: resolvedAt, sentence } as const]),
  ]
}
