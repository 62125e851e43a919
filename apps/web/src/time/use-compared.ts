'use client'

import { parseAsStringLiteral } from 'nuqs'
import { useCallback, useMemo } from 'react'
import { useLinkState } from '../link/link-state.ts'
import { type Instant, instantText, parseInstant } from './instant.ts'
import { parseAsInstant, useAt } from './use-at.ts'
import { useInstantTime } from './use-instant-time.ts'

/** What is drawn of a comparison: the instant before, both with their difference, the instant after. */
export const SIDES = ['a', 'diff', 'b'] as const
export type Side = (typeof SIDES)[number]

const PARSERS = { with: parseAsInstant, show: parseAsStringLiteral(SIDES).withDefault('diff') }

/** A second instant, beside the one shown: A, what was before; the one shown is B. From the link: `with` and `show`. */
export interface Compared {
  /** `undefined`: nothing is compared. */
  readonly a: Instant | undefined
  readonly aText: string | undefined
  /** Epoch ms of A, once it is known. */
  readonly aTime: number | undefined
  readonly show: Side
  readonly setShow: (side: Side) => void
  /** Compare two instants; without `b` the one shown stays. */
  readonly compare: (a: Instant, b?: Instant) => void
  readonly stop: () => void
}

export function useCompared(): Compared {
  const [{ with: found, show }, set] = useLinkState(PARSERS)
  const { goTo } = useAt()
  const aText = found === null ? undefined : instantText(found)
  const a = useMemo(() => (aText === undefined ? undefined : parseInstant(aText)), [aText])
  const aTime = useInstantTime(a)
  const compare = useCallback(
    (next: Instant, b?: Instant) => {
      if (b) goTo(b)
      void set({ with: next }, { history: 'push' })
    },
    [set, goTo],
  )
  return {
    a,
    aText,
    aTime,
    show,
    compare,
    setShow: useCallback((side: Side) => void set({ show: side }), [set]),
    stop: useCallback(() => void set({ with: null, show: null }, { history: 'push' }), [set]),
  }
}
