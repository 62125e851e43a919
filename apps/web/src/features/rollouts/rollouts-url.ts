'use client'

import { debounce, parseAsNativeArrayOf, parseAsString, parseAsStringLiteral } from 'nuqs'
import { useMemo } from 'react'
import { ROLLOUT_STATES, VERDICTS } from '../../cluster/verdict.ts'
import { useLinkState } from '../../link/link-state.ts'
import type { RolloutsFilter } from './choose-rollouts.ts'

const PARSERS = {
  workload: parseAsString,
  verdict: parseAsNativeArrayOf(parseAsStringLiteral(VERDICTS)).withDefault([]),
  state: parseAsStringLiteral(ROLLOUT_STATES),
  q: parseAsString.withDefault('').withOptions({ limitUrlUpdates: debounce(300) }),
}

/** Which rollouts are chosen, from the link; the namespaces are the frame's. */
export function useRolloutsUrl() {
  const [{ workload, verdict, state, q }, set] = useLinkState(PARSERS)
  const filter = useMemo<RolloutsFilter>(
    () => ({ verdicts: verdict, state: state ?? undefined, q }),
    [verdict, state, q],
  )
  return {
    /** `Deployment/shop/web`, or a part of a name; asked of the server. */
    workload: workload ?? undefined,
    filter,
    isFiltered: verdict.length > 0 || state !== null || q !== '' || workload !== null,
    setVerdicts: (next: RolloutsFilter['verdicts']) => void set({ verdict: next.length > 0 ? [...next] : null }),
    setState: (next: RolloutsFilter['state']) => void set({ state: next ?? null }),
    setQ: (next: string) => void set({ q: next || null }),
    clearWorkload: () => void set({ workload: null }),
    clear: () => void set({ workload: null, verdict: null, state: null, q: null }),
  }
}
