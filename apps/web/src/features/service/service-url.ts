'use client'

import { parseAsString, parseAsStringLiteral, useQueryStates } from 'nuqs'

export const SERVICE_TABS = ['endpoints', 'routes', 'slices', 'changes'] as const
export type ServiceTab = (typeof SERVICE_TABS)[number]

const PARSERS = {
  namespace: parseAsString.withDefault(''),
  name: parseAsString.withDefault(''),
  tab: parseAsStringLiteral(SERVICE_TABS).withDefault('endpoints'),
  from: parseAsString,
  to: parseAsString,
}

/** Which Service, which tab, which stretch of time. Relative starts (`-15m`) follow the present. */
export function useServiceUrl() {
  const [{ namespace, name, tab, from, to }, set] = useQueryStates(PARSERS)
  return {
    namespace,
    name,
    tab,
    asked: { from, to },
    setTab: (next: ServiceTab) => void set({ tab: next }),
    /** Follow the present from `-15m` and the like. */
    follow: (span: string | null) => void set({ from: span, to: null }, { history: 'push' }),
    /** Stand still on a stretch of time. */
    hold: (window: { from: number; to: number }) =>
      void set({ from: iso(window.from), to: iso(window.to) }, { history: 'push' }),
  }
}

function iso(epochMs: number): string {
  return new Date(Math.round(epochMs)).toISOString()
}
