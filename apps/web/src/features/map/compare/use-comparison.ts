'use client'

import type { TopologyDiff } from '@portolan/contract'
import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { topologyDiffQuery, topologyQuery } from '../../../api/queries.ts'
import { codeAndDetail } from '../../../errors.ts'
import { LIVE, LOADING, type Phase } from '../../../live/phase.ts'
import { useAt } from '../../../time/use-at.ts'
import { useCompared } from '../../../time/use-compared.ts'
import type { MarkedTopology } from '../scene/marks.ts'
import { unionOf } from './union.ts'

/** Two instants as one chart. */
export interface Comparison {
  readonly topology: MarkedTopology | undefined
  readonly difference: TopologyDiff | undefined
  readonly phase: Phase
}

/** The comparison in the link; `undefined` where there is none. What was read last stays while another is read. */
export function useComparison(namespaces: readonly string[]): Comparison | undefined {
  const { text: b } = useAt()
  const { aText: a, show } = useCompared()
  const isOn = a !== undefined
  const scope = { ...(namespaces.length > 0 && { namespace: namespaces }), detail: 'services' } as const
  const difference = useQuery({
    ...topologyDiffQuery({ from: a ?? '', ...(b !== undefined && { to: b }), ...scope }),
    enabled: isOn,
  })
  const seq = difference.data?.body.to.seq
  const after = useQuery({ ...topologyQuery({ ...scope, at: `seq:${seq ?? 0}` }), enabled: isOn && seq !== undefined })
  const topology = useMemo(() => {
    if (!difference.data || after.data?.body.seq !== seq || !after.data) return undefined
    return unionOf(after.data.body, difference.data.body, show)
  }, [difference.data, after.data, seq, show])
  if (!isOn) return undefined
  const error = difference.error ?? after.error
  const phase: Phase = error ? { phase: 'failed', ...codeAndDetail(error) } : topology ? LIVE : LOADING
  return { topology, difference: difference.data?.body, phase }
}
