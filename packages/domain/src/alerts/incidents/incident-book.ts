import { SEVERITIES, type Severity } from '../../findings/severity.ts'
import type { Alert, AlertCause, AlertTransition, Incident } from '../alert.ts'
import { sharedCauseSentence } from '../alert-messages.ts'

/** Alerts that are raised so long after the last one of an incident are another matter, unless they lost the same endpoints. */
const TOGETHER_MS = 2 * 60_000
/** So many incidents that were opened within `STORM_MS` are a storm: what is raised then joins the newest of them. */
const STORM_INCIDENTS = 4
const STORM_MS = 60_000
/** An incident that never ends takes no more alerts than that; another one begins. */
const MAX_ALERTS = 5_000
/** Of what an incident lost, so much is remembered to compare with. */
const MAX_LOST = 10_000

/** Causes that strike whole Nodes: several Nodes at once are one incident. */
const NODE_CAUSES: ReadonlySet<string> = new Set(['node-gone', 'taint-eviction', 'kubelet-eviction', 'node-not-ready'])

interface OpenIncident {
  incident: Incident
  /** Alerts as they are now, by id. */
  readonly alerts: Map<string, Alert>
  readonly lost: Set<string>
  /** What its alerts share, as far as that is known yet; absent where it stands alone. */
  shared: string | undefined
  /** Names of the objects that are to blame. */
  readonly blamed: Set<string>
  /** Epoch ms of the newest alert. */
  joinedAt: number
}

/**
 * Puts alerts that share a cause into one incident: one node or several at once, one rollout, or at least half of their lost
 * endpoints (rule H.3). In a storm, which nobody could read one by one, everything that has no incident of its own joins the
 * newest. An alert stays where it is, also when its cause turns out to be another.
 */
export class IncidentBook {
  readonly #open = new Map<string, OpenIncident>()
  readonly #ofAlert = new Map<string, string>()

  /** Incidents that were open, with the alerts of them that fire. */
  static restore(incidents: Iterable<Incident>, firing: Iterable<Alert>): IncidentBook {
    const book = new IncidentBook()
    const alerts = new Map([...firing].map((alert) => [alert.id, alert]))
    for (const incident of incidents) {
      const own = incident.alerts.flatMap((id) => alerts.get(id) ?? [])
      const [first] = own
      if (first === undefined) continue
      const open = openIncident(first, incident)
      for (const alert of own) book.#join(open, alert)
      book.#open.set(incident.id, open)
    }
    return book
  }

  /** @returns the incidents that are different after these transitions, as they are now */
  apply(transitions: readonly AlertTransition[]): Incident[] {
    const touched = new Set(transitions.map(({ alert, type }) => this.#take(alert, type)))
    return [...touched].map((open) => this.#retell(open))
  }

  #take(alert: Alert, type: AlertTransition['type']): OpenIncident {
    const known = this.#open.get(this.#ofAlert.get(alert.id) ?? '')
    const open = known ?? (type === 'raised' ? this.#homeOf(alert) : undefined) ?? openIncident(alert)
    this.#open.set(open.incident.id, open)
    this.#join(open, alert)
    return open
  }

  #homeOf(alert: Alert): OpenIncident | undefined {
    const open = [...this.#open.values()].filter(({ alerts }) => alerts.size < MAX_ALERTS)
    const fresh = open.filter(
      ({ incident }) => alert.raisedAt - incident.openedAt <= STORM_MS && !incident.isMaintenance,
    )
    return (
      open.find((candidate) => isSameMatter(candidate, alert)) ??
      (fresh.length >= STORM_INCIDENTS ? fresh.at(-1) : undefined)
    )
  }

  #join(open: OpenIncident, alert: Alert): void {
    if (!open.alerts.has(alert.id)) open.joinedAt = Math.max(open.joinedAt, alert.raisedAt)
    open.alerts.set(alert.id, alert)
    this.#ofAlert.set(alert.id, open.incident.id)
    open.shared ??= sharedBy(alert)
    for (const identity of alert.lost) if (open.lost.size < MAX_LOST) open.lost.add(identity)
    if (alert.cause?.object !== undefined) open.blamed.add(alert.cause.object)
  }

  #retell(open: OpenIncident): Incident {
    const alerts = [...open.alerts.values()]
    const firing = alerts.filter(({ resolvedAt }) => resolvedAt === undefined)
    const { resolvedAt: _, cause: __, ...before } = open.incident
    const told = firing.length > 0 ? firing : alerts
    const cause = causeOf(open, told)
    open.incident = {
      ...before,
      alerts: [...open.alerts.keys()],
      severity: worst(told),
      isMaintenance: alerts.every(({ detector }) => detector === 'node-drain'),
      ...(cause && { cause }),
      ...(firing.length === 0 && { resolvedAt: Math.max(...alerts.map(({ resolvedAt = 0 }) => resolvedAt)) }),
    }
    if (firing.length === 0) this.#close(open)
    return open.incident
  }

  #close(open: OpenIncident): void {
    this.#open.delete(open.incident.id)
    for (const id of open.alerts.keys()) this.#ofAlert.delete(id)
  }
}

function openIncident(alert: Alert, incident?: Incident): OpenIncident {
  const { id, severity, cause, raisedAt, detector } = alert
  const isMaintenance = detector === 'node-drain'
  const begun = { id, alerts: [id], severity, ...(cause && { cause }), openedAt: raisedAt, isMaintenance }
  return {
    incident: incident ?? begun,
    alerts: new Map(),
    lost: new Set(),
    shared: sharedBy(alert),
    blamed: new Set(),
    joinedAt: raisedAt,
  }
}

/** What alerts have in common with others: a kind of trouble with Nodes, or the workload that is rolled out. */
function sharedBy({ cause, detector, facts, subject }: Alert): string | undefined {
  if (detector === 'rollout-stalled') return `rollout ${subject}`
  if (facts.workload !== undefined) return `rollout ${facts.workload}`
  if (cause === undefined) return undefined
  if (NODE_CAUSES.has(cause.kind)) return 'nodes'
  return cause.kind === 'rollout' && cause.object !== undefined ? `rollout ${cause.object}` : undefined
}

function isSameMatter(open: OpenIncident, alert: Alert): boolean {
  const shared = sharedBy(alert)
  const isTogether = alert.raisedAt - open.joinedAt <= TOGETHER_MS
  if (shared !== undefined && shared === open.shared && (shared !== 'nodes' || isTogether)) return true
  const inCommon = alert.lost.filter((identity) => open.lost.has(identity)).length
  return inCommon > 0 && inCommon >= Math.min(alert.lost.length, open.lost.size) / 2
}

/**
 * The cause of the worst of these alerts, of the first of several: it is told beside its severity. Where several Nodes are to
 * blame, the cause names none of them.
 */
function causeOf({ blamed, shared }: OpenIncident, alerts: readonly Alert[]): AlertCause | undefined {
  const severity = worst(alerts)
  const [first] = alerts.filter((alert) => alert.severity === severity).flatMap(({ cause }) => cause ?? [])
  if (first === undefined || shared !== 'nodes' || blamed.size < 2 || !NODE_CAUSES.has(first.kind)) return first
  const { object: _, ...rest } = first
  return { ...rest, sentence: sharedCauseSentence('node-not-ready', blamed.size) }
}

function worst(alerts: readonly Alert[]): Severity {
  return SEVERITIES.find((severity) => alerts.some((alert) => alert.severity === severity)) ?? 'info'
}
