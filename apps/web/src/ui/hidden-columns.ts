'use client'

import { parseAsNativeArrayOf, parseAsString } from 'nuqs'
import { createContext, useContext, useMemo } from 'react'
import { useLinkState } from '../link/link-state.ts'

const PARSERS = { without: parseAsNativeArrayOf(parseAsString).withDefault([]) }
const NONE: ReadonlySet<string> = new Set()
const HiddenColumns = createContext(NONE)

export const HiddenColumnsProvider = HiddenColumns.Provider

/** Columns of the table around, which its reader does not want to see. */
export function useHidden(): ReadonlySet<string> {
  return useContext(HiddenColumns)
}

/** Fields of a file whose columns are left out; a column without an entry has the field of its name. */
export function fieldsLeftOut(
  hidden: ReadonlySet<string>,
  fieldsOf: Readonly<Record<string, readonly string[]>>,
): readonly string[] {
  return [...hidden].flatMap((id) => fieldsOf[id] ?? [id])
}

/** Which columns are left out, from the link: `without`, repeated. */
export function useHiddenColumns() {
  const [{ without: ids }, set] = useLinkState(PARSERS)
  const text = ids.join()
  return {
    hidden: useMemo<ReadonlySet<string>>(() => new Set(text.split(',').filter(Boolean)), [text]),
    toggle: (id: string) => {
      const next = ids.includes(id) ? ids.filter((one) => one !== id) : [...ids, id]
      void set({ without: next.length > 0 ? next : null })
    },
  }
}
