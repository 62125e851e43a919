'use client'

import { debounce, parseAsNativeArrayOf, parseAsString, parseAsStringLiteral, useQueryStates } from 'nuqs'
import { useMemo } from 'react'
import { SEVERITIES } from '../../cluster/severity.ts'
import type { FindingsFilter } from './arrange-findings.ts'

const PARSERS = {
  severity: parseAsNativeArrayOf(parseAsStringLiteral(SEVERITIES)).withDefault([]),
  group: parseAsNativeArrayOf(parseAsString).withDefault([]),
  rule: parseAsNativeArrayOf(parseAsString).withDefault([]),
  q: parseAsString.withDefault('').withOptions({ limitUrlUpdates: debounce(300) }),
  id: parseAsString.withOptions({ history: 'push' }),
}

/** What is chosen of the findings and which one is open, from the link. */
export function useFindingsUrl() {
  const [{ severity, group, rule, q, id }, set] = useQueryStates(PARSERS)
  const filter = useMemo<FindingsFilter>(
    () => ({ severities: severity, groups: group, rules: rule, q }),
    [severity, group, rule, q],
  )
  const orNone = <Value>(values: readonly Value[]) => (values.length > 0 ? [...values] : null)
  return {
    filter,
    isFiltered: severity.length + group.length + rule.length > 0 || q !== '',
    openId: id ?? undefined,
    setSeverities: (next: FindingsFilter['severities']) => void set({ severity: orNone(next) }),
    setGroups: (next: readonly string[]) => void set({ group: orNone(next) }),
    setRules: (next: readonly string[]) => void set({ rule: orNone(next) }),
    setQ: (next: string) => void set({ q: next || null }),
    open: (next: string | undefined) => void set({ id: next ?? null }),
    clear: () => void set({ severity: null, group: null, rule: null, q: null }),
  }
}
