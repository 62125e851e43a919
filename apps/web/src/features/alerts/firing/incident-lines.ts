import type { Alert } from '@portolan/contract'

type Cause = NonNullable<Alert['cause']>

/** One line of the list of an incident: a cause and how many alerts have it, or an alert below its cause. */
export type IncidentLine =
  | { readonly type: 'cause'; readonly cause: Cause | undefined; readonly count: number }
  | { readonly type: 'alert'; readonly alert: Alert }

/**
 * The alerts of an incident below their causes: the cause of the first alert first, and so on; those without a cause last. Where
 * all have the same there is no heading: the incident says it.
 */
export function incidentLines(alerts: readonly Alert[]): readonly IncidentLine[] {
  const byCause = new Map<string, Alert[]>()
  for (const alert of alerts) {
    const key = alert.cause === undefined ? '' : `${alert.cause.kind} ${alert.cause.sentence.text}`
    const group = byCause.get(key) ?? []
    group.push(alert)
    byCause.set(key, group)
  }
  const groups = [...byCause].toSorted(([a], [b]) => Number(a === '') - Number(b === '')).map(([, group]) => group)
  return groups.flatMap((group): IncidentLine[] => {
    const lines = group.map((alert): IncidentLine => ({ type: 'alert', alert }))
    if (groups.length === 1) return lines
    return [{ type: 'cause', cause: group[0]?.cause, count: group.length }, ...lines]
  })
}
