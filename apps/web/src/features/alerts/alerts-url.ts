'use client'

import { parseAsNativeArrayOf, parseAsString, parseAsStringLiteral } from 'nuqs'
import { SEVERITIES } from '../../cluster/severity.ts'
import { useLinkState } from '../../link/link-state.ts'
import { DETECTORS } from './detectors.ts'

/** What the screen is about, in the order of its tabs. */
export const ALERT_TABS = ['firing', 'rules', 'silences', 'receivers', 'deliveries'] as const
export const DELIVERY_STATES = ['waiting', 'delivered', 'dead'] as const

const PARSERS = {
  tab: parseAsStringLiteral(ALERT_TABS).withDefault('firing').withOptions({ history: 'push' }),
  state: parseAsStringLiteral(['firing', 'resolved'] as const).withDefault('firing'),
  severity: parseAsNativeArrayOf(parseAsStringLiteral(SEVERITIES)).withDefault([]),
  detector: parseAsNativeArrayOf(parseAsStringLiteral(DETECTORS)).withDefault([]),
  id: parseAsString.withOptions({ history: 'push' }),
  incident: parseAsString.withOptions({ history: 'push' }),
  rule: parseAsString.withOptions({ history: 'push' }),
  sent: parseAsStringLiteral(DELIVERY_STATES),
  receiver: parseAsString,
}

/** What is shown of the alerts, and which one is open, from the link. */
export function useAlertsUrl() {
  const [{ tab, state, severity, detector, id, incident, rule, sent, receiver }, set] = useLinkState(PARSERS)
  const orNone = <Value>(values: readonly Value[]) => (values.length > 0 ? [...values] : null)
  return {
    tab,
    state,
    severities: severity,
    detectors: detector,
    openId: id ?? undefined,
    openIncidentId: incident ?? undefined,
    openRuleId: rule ?? undefined,
    deliveries: { state: sent ?? undefined, receiver: receiver ?? undefined },
    isFiltered: severity.length + detector.length > 0,
    setTab: (next: (typeof ALERT_TABS)[number]) => void set({ tab: next, id: null, incident: null, rule: null }),
    setState: (next: typeof state) => void set({ state: next }),
    setSeverities: (next: typeof severity) => void set({ severity: orNone(next) }),
    setDetectors: (next: typeof detector) => void set({ detector: orNone(next) }),
    setDeliveries: (next: { state?: (typeof DELIVERY_STATES)[number] | undefined; receiver?: string | undefined }) =>
      void set({ sent: next.state ?? null, receiver: next.receiver ?? null }),
    open: (next: string | undefined) => void set({ id: next ?? null, incident: null }),
    openIncident: (next: string | undefined) => void set({ incident: next ?? null, id: null }),
    openRule: (next: string | undefined) => void set({ rule: next ?? null }),
    clear: () => void set({ severity: null, detector: null }),
  }
}
