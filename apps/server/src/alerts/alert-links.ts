import { timestamp } from '@portolan/contract'
import type { Alert, Incident } from '@portolan/domain'
import type { Notification } from '@portolan/pipeline/ports'

/**
 * Where an incident, or one alert of it, is shown, and the map as it was when it began.
 *
 * @param publicUrl under which people reach Portolan; absent: nothing can be linked
 */
export function alertLinks(publicUrl: string | undefined, incident: Incident, alert?: Alert): Notification['links'] {
  if (publicUrl === undefined) return {}
  const base = publicUrl.replace(/\/+$/, '')
  // The page opens alerts; an incident has the id of the one that opened it.
  const { id } = alert ?? incident
  return {
    incident: `${base}/alerts/?${new URLSearchParams({ id })}`,
    map: `${base}/map/?${new URLSearchParams({ at: timestamp(incident.openedAt) })}`,
  }
}
