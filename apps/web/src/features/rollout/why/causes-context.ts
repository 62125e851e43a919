'use client'

import { createContext, useContext, useMemo } from 'react'
import { groupBy } from '../../../cluster/group-by.ts'
import type { Transition } from '../../../cluster/transitions.ts'

type CausesByPod = ReadonlyMap<string, readonly Transition[]>

const NONE: readonly Transition[] = []

/** Why the endpoints of each Pod, by uid, were gained and lost. */
export const CausesContext = createContext<CausesByPod>(new Map())

/** The causes of a rollout, for `CausesContext`. */
export function useCausesByPod(transitions: readonly Transition[] | undefined): CausesByPod {
  return useMemo(() => groupBy(transitions ?? NONE, ({ identity }) => identity), [transitions])
}

/** Why the endpoint of one Pod was gained and lost; empty while that is not known. */
export function useCausesOf(uid: string): readonly Transition[] {
  return useContext(CausesContext).get(uid) ?? NONE
}
