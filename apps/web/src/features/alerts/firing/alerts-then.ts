import type { Alert, Incident } from '@portolan/contract'

/**
 * Incidents as they were at an instant: with the alerts that fired then, in the state they had. What hid them then is not kept,
 * so none of them is marked as silenced.
 *
 * @param at epoch ms
 */
export function incidentsThen(incidents: readonly Incident[], at: number): readonly Incident[] {
  return incidents.flatMap((incident): Incident[] => {
    const alerts = incident.alerts.filter((alert) => firedAt(alert, at)).map((alert) => alertThen(alert, at))
    return alerts.length === 0 ? [] : [{ ...incident, alerts, resolvedAt: null }]
  })
}

function firedAt({ raisedAt, resolvedAt }: Alert, at: number): boolean {
  return Date.parse(raisedAt) <= at && (resolvedAt === null || Date.parse(resolvedAt) > at)
}

function alertThen({ acknowledged, ...alert }: Alert, at: number): Alert {
  const isKnown = acknowledged !== undefined && Date.parse(acknowledged.at) <= at
  return {
    ...alert,
    state: isKnown ? 'acknowledged' : 'firing',
    resolvedAt: null,
    silencedBy: [],
    ...(isKnown && { acknowledged }),
  }
}
