import type { Alert, Incident } from '@portolan/contract'
import { SEVERITIES } from '../../../cluster/severity.ts'

/** Which alerts are shown; an empty list means all. */
export interface AlertChoice {
  readonly severities: readonly Alert['severity'][]
  readonly detectors: readonly Alert['detector'][]
}

/** An incident with those of its alerts that are shown, the worst first. Never without one. */
export interface ShownIncident {
  readonly incident: Incident
  readonly alerts: readonly [Alert, ...Alert[]]
}

/** Incidents as they are shown: the worst first, then the newest; those of which every alert is silenced stand apart. */
export function arrangeIncidents(
  incidents: readonly Incident[],
  { severities, detectors }: AlertChoice,
): { readonly told: readonly ShownIncident[]; readonly silenced: readonly ShownIncident[] } {
  const isChosen = (alert: Alert) =>
    alert.state !== 'resolved' &&
    (severities.length === 0 || severities.includes(alert.severity)) &&
    (detectors.length === 0 || detectors.includes(alert.detector))
  const shown = incidents.flatMap((incident): ShownIncident[] => {
    const [first, ...rest] = incident.alerts.filter(isChosen).toSorted(worstFirst)
    return first === undefined ? [] : [{ incident, alerts: [first, ...rest] }]
  })
  const sorted = shown.toSorted(
    (a, b) =>
      rankOf(a.alerts[0]) - rankOf(b.alerts[0]) ||
      Date.parse(b.incident.openedAt) - Date.parse(a.incident.openedAt) ||
      (a.incident.id < b.incident.id ? -1 : 1),
  )
  const isSilenced = ({ alerts }: ShownIncident) => alerts.every(({ silencedBy }) => silencedBy.length > 0)
  return { told: sorted.filter((each) => !isSilenced(each)), silenced: sorted.filter(isSilenced) }
}

/** How many alerts fire of each severity; those that a silence hides are not counted, here as in the rail. */
export function countAlerts(incidents: readonly Incident[]): Readonly<Record<Alert['severity'], number>> {
  const counts = { critical: 0, error: 0, warning: 0, info: 0 }
  for (const { alerts } of incidents)
    for (const { severity, state, silencedBy } of alerts)
      if (state !== 'resolved' && silencedBy.length === 0) counts[severity] += 1
  return counts
}

function rankOf({ severity }: Alert): number {
  return SEVERITIES.indexOf(severity)
}

/** What goes on before what is over, what is told before what is silenced, then the worst, then the oldest. */
export function worstFirst(a: Alert, b: Alert): number {
  return (
    Number(a.state === 'resolved') - Number(b.state === 'resolved') ||
    Number(a.silencedBy.length > 0) - Number(b.silencedBy.length > 0) ||
    rankOf(a) - rankOf(b) ||
    Date.parse(a.since) - Date.parse(b.since) ||
    (a.id < b.id ? -1 : 1)
  )
}
