'use client'

import { createParser, throttle } from 'nuqs'
import { useCallback, useMemo } from 'react'
import { useLinkState } from '../link/link-state.ts'
import { type Instant, instantText, parseInstant } from './instant.ts'

/** Browsers stop a page that writes its address more often. */
const WRITE_AT_MOST_EVERY_MS = 200

export const parseAsInstant = createParser<Instant>({
  parse: (text) => parseInstant(text) ?? null,
  serialize: instantText,
  eq: (a, b) => instantText(a) === instantText(b),
})

const PARSERS = { at: parseAsInstant }

/** The instant every screen shows, from the link: `at`. */
export interface At {
  /** `undefined`: the present, followed. */
  readonly instant: Instant | undefined
  /** As REST takes it. */
  readonly text: string | undefined
  /** `push` leaves a way back, `replace` (scrubbing, playing) does not. */
  readonly goTo: (instant: Instant | undefined, history?: 'push' | 'replace') => void
}

/** Which instant is looked at, and how to look at another one. A broken `at` counts as none. */
export function useAt(): At {
  const [{ at: found }, set] = useLinkState(PARSERS)
  const text = found === null ? undefined : instantText(found)
  const goTo = useCallback<At['goTo']>(
    (instant, history = 'push') => {
      if (instant === undefined && text === undefined) return
      void set(
        { at: instant ?? null },
        {
          history,
          ...(history === 'replace' && { limitUrlUpdates: throttle(WRITE_AT_MOST_EVERY_MS) }),
        },
      )
    },
    [set, text],
  )
  return useMemo(() => ({ instant: text === undefined ? undefined : parseInstant(text), text, goTo }), [text, goTo])
}
