import { timestamp } from '@portolan/contract'
import type { Alert, Incident } from '@portolan/domain'
import type { Notification } from '@portolan/pipeline/ports'

export interface AlertLinksOptions {
  /** Under which people reach Portolan; absent: nothing can be linked. */
  readonly publicUrl: string | undefined
  readonly incident: Incident
  /** What is told of it. */
  readonly alerts: readonly Alert[]
  /** Id of the rollout that caused it. */
  readonly rollout?: string | undefined
}

/** The workload whose rollout is to blame; `undefined` where none is. */
export function blamedWorkload(cause: Incident['cause'], alerts: readonly Alert[]): string | undefined {
  if (cause?.kind === 'rollout') return cause.object
  return alerts.map(({ facts }) => facts.workload).find((workload) => typeof workload === 'string')
}

/** Where an incident, or one alert of it, is shown, and the map and the rollout as they were when it began. */
export function alertLinks({ publicUrl, incident, alerts, rollout }: AlertLinksOptions): Notification['links'] {
  if (publicUrl === undefined) return {}
  const base = publicUrl.replace(/\/+$/, '')
  const link = (screen: string, parameters: Record<string, string>) =>
    `${base}/${screen}/?${new URLSearchParams(parameters)}`
  // The page opens alerts; an incident has the id of the one that opened it.
  const [first] = alerts
  const id = alerts.length === 1 && first !== undefined ? first.id : incident.id
  const seq = Math.min(...alerts.map(({ sinceSeq }) => sinceSeq).filter((known) => known > 0))
  const at = Number.isFinite(seq) ? `seq:${seq}` : timestamp(incident.openedAt)
  return {
    incident: link('alerts', { id }),
    map: link('map', { at }),
    ...(rollout !== undefined && { rollout: link('rollout', { id: rollout, at }) }),
  }
}
