import { type Alert, type AlertTransition, type Incident, IncidentBook } from '@portolan/domain'
import { planNotification, type TellableAlert, type Told } from '@portolan/pipeline'
import type { Receiver } from '@portolan/pipeline/ports'

/** Somebody who is told of everything, at any time. */
const EVERYBODY: Receiver = {
  ...{ id: 'everybody', name: 'everybody', enabled: true, perMinute: 1_000, language: 'en', matcher: {} },
  target: { type: 'webhook', url: '' },
}
const ANY_SERVICE = { namespace: '', name: '', labels: {} }

interface Matter {
  readonly incident: Incident
  readonly alerts: ReadonlyMap<string, Alert>
  readonly told: Told | undefined
}

/**
 * How many messages a receiver of everything would have got of these transitions, by the rules of the real ones.
 *
 * @param to epoch ms at which it ends
 */
export function countMessages(
  transitions: readonly AlertTransition[],
  { renotifyMs, to }: { readonly renotifyMs: number; readonly to: number },
): number {
  const book = new IncidentBook()
  const matters = new Map<string, Matter>()
  let messages = 0
  const tellUpTo = (time: number) => {
    for (const [id, matter] of matters) {
      const { told, count } = toldUpTo(matter, time, renotifyMs)
      messages += count
      if (matter.incident.resolvedAt !== undefined && told?.kind === 'resolved') matters.delete(id)
      else matters.set(id, { ...matter, told })
    }
  }
  for (const transition of transitions) {
    tellUpTo(transition.at)
    for (const incident of book.apply([transition])) {
      const known = matters.get(incident.id)
      const alerts = new Map(known?.alerts)
      if (incident.alerts.includes(transition.alert.id)) alerts.set(transition.alert.id, transition.alert)
      matters.set(incident.id, { incident, alerts, told: known?.told })
    }
  }
  tellUpTo(to)
  return messages
}

/** Every message about one incident that is due before a time, when nothing happens until then. */
function toldUpTo({ incident, alerts, told }: Matter, time: number, renotifyMs: number) {
  const tellable = [...alerts.values()].map((alert) => tellableAlert(alert, renotifyMs))
  let [last, count] = [told, 0]
  for (;;) {
    const planned = planNotification({ incident, alerts: tellable, receiver: EVERYBODY, told: last })
    if (planned === undefined || planned.dueAt >= time) return { told: last, count }
    const { kind, dueAt } = planned
    // A message is decided when it is due, and the next one later.
    const at = Math.max(dueAt, (last?.at ?? 0) + 1)
    last = {
      kind,
      at,
      firing: new Map(kind === 'resolved' ? [] : planned.alerts.map(({ id, severity }) => [id, severity])),
    }
    count += 1
  }
}

/** Nobody is told again more often than once a minute: that is how often anybody could be. */
function tellableAlert(alert: Alert, renotifyMs: number): TellableAlert {
  const often = renotifyMs === 0 ? 0 : Math.max(renotifyMs, 60_000)
  return { alert, service: ANY_SERVICE, isSilenced: false, isAcknowledged: false, renotifyMs: often }
}
