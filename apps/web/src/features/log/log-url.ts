'use client'

import { debounce, parseAsInteger, parseAsNativeArrayOf, parseAsString, type UseQueryStatesKeysMap } from 'nuqs'
import { useMemo } from 'react'
import type { ChangesFilter } from '../../api/queries.ts'
import { useNamespaces } from '../../frame/namespaces.ts'
import { useLinkState } from '../../link/link-state.ts'
import { untilInstant } from '../../time/until.ts'
import { useAt } from '../../time/use-at.ts'
import { parseAsTime } from '../../time/use-time-window.ts'

const PARSERS = {
  kind: parseAsNativeArrayOf(parseAsString).withDefault([]),
  name: parseAsString,
  q: parseAsString.withDefault('').withOptions({ limitUrlUpdates: debounce(300) }),
  from: parseAsTime,
  to: parseAsTime,
  seq: parseAsInteger,
} satisfies UseQueryStatesKeysMap

/** What the server is asked for; absent means "any". */
export type LogFilter = Pick<ChangesFilter, 'kind' | 'namespace' | 'name' | 'from' | 'to'>

/** The log's part of the URL: what is asked for, what is looked for in it, and which change is open. */
export function useLogUrl() {
  const [namespaces] = useNamespaces()
  const { instant } = useAt()
  const [{ kind, name, q, from, to, seq }, set] = useLinkState(PARSERS)
  const filter = useMemo<LogFilter>(
    () => ({
      ...untilInstant(instant),
      ...(kind.length > 0 && { kind }),
      ...(namespaces.length > 0 && { namespace: namespaces }),
      ...(name && { name }),
      ...(from && { from }),
      ...(to && { to }),
    }),
    [kind, namespaces, name, from, to, instant],
  )
  return {
    filter,
    range: from === null && to === null ? undefined : { from, to },
    q,
    openSeq: seq ?? undefined,
    setKinds: (kinds: readonly string[]) => void set({ kind: kinds.length > 0 ? [...kinds] : null }),
    setQ: (next: string) => void set({ q: next || null }),
    open: (next: number | undefined) => void set({ seq: next ?? null }),
    clear: () => void set({ kind: null, name: null, q: null, from: null, to: null }),
    clearName: () => void set({ name: null }),
    clearRange: () => void set({ from: null, to: null }),
  }
}
