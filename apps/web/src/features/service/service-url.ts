'use client'

import { parseAsString, parseAsStringLiteral } from 'nuqs'
import { useLinkState } from '../../link/link-state.ts'

export const SERVICE_TABS = ['endpoints', 'routes', 'slices', 'findings', 'changes', 'churn'] as const
export type ServiceTab = (typeof SERVICE_TABS)[number]

const PARSERS = {
  namespace: parseAsString.withDefault(''),
  name: parseAsString.withDefault(''),
  tab: parseAsStringLiteral(SERVICE_TABS).withDefault('endpoints'),
}

/** Which Service and which tab. */
export function useServiceUrl() {
  const [{ namespace, name, tab }, set] = useLinkState(PARSERS)
  return { namespace, name, tab, setTab: (next: ServiceTab) => void set({ tab: next }) }
}
