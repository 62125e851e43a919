'use client'

import { useQuery } from '@tanstack/react-query'
import { useEffect, useMemo, useState } from 'react'
import { findingsQuery } from '../../../api/queries.ts'
import { useAt } from '../../../time/use-at.ts'
import { type FindingsByKey, findingsByKey } from './findings-by-key.ts'

/** A finding settles for half a minute before it is one: the chart can wait as well. */
const READ_AGAIN_MS = 10_000

/** Who moves through time asks where he comes to rest. */
const RESTED_MS = 250

/** What asks for something to be done; the rest is told on the page of its object. */
const ON_CHART = ['critical', 'error', 'warning'] as const

const NONE: FindingsByKey = new Map()

/** Whether it is not known yet what is wrong, or not asked for. */
export function areUnread(findings: FindingsByKey): boolean {
  return findings === NONE
}

/** What is wrong with objects of the chart, at the instant in the link. Empty until it is known, and where it is not asked for. */
export function useMapFindings(namespaces: readonly string[], { isOn }: { isOn: boolean }): FindingsByKey {
  const { text: at } = useAt()
  const isAtRest = useIsAtRest(at)
  const { data } = useQuery({
    // `-`: classes have no namespace.
    ...findingsQuery({
      ...(namespaces.length > 0 && { namespace: [...namespaces, '-'] }),
      severity: ON_CHART,
      ...(at !== undefined && { at }),
    }),
    enabled: isOn && isAtRest,
    refetchInterval: at === undefined ? READ_AGAIN_MS : false,
  })
  const items = data?.body.items
  return useMemo(() => (isOn && isAtRest && items ? findingsByKey(items) : NONE), [isOn, isAtRest, items])
}

/** The present always is; an instant of the past when it is looked at for a moment. */
function useIsAtRest(at: string | undefined): boolean {
  const [rested, setRested] = useState(at)
  useEffect(() => {
    if (at === undefined) return setRested(undefined)
    const timer = setTimeout(() => setRested(at), RESTED_MS)
    return () => clearTimeout(timer)
  }, [at])
  return at === undefined || rested === at
}
