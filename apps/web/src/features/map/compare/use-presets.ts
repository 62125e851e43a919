'use client'

import { useQuery } from '@tanstack/react-query'
import { markersQuery, newestRolloutsQuery } from '../../../api/queries.ts'
import { useNamespaces } from '../../../frame/namespaces.ts'
import { useOldestAt } from '../../../time/use-time-window.ts'
import { beforeOutage } from './before-outage.ts'

/** How long before B, where that is all there is to say. */
const SPANS = { '1m': 60_000, '5m': 300_000, '15m': 900_000, '1h': 3_600_000, '24h': 86_400_000 } as const
const A_DAY_MS = SPANS['24h']

const PRESETS = ['1m', '5m', '15m', '1h', '24h', 'rollout', 'outage', 'oldest'] as const

/** An instant worth comparing with, and when it was. */
interface Preset {
  readonly id: (typeof PRESETS)[number]
  /** Epoch ms of A. */
  readonly time: number
  /** What happened just after it: the workload rolled out. */
  readonly name?: string
}

/** What B can be compared with, as far as the history reaches and the chosen namespaces have it. */
export function usePresets(bTime: number | undefined): readonly Preset[] {
  const oldestAt = useOldestAt()
  const [namespaces] = useNamespaces()
  const scope = namespaces.length > 0 ? { namespace: namespaces } : {}
  const b = bTime ?? 0
  const isOn = bTime !== undefined && oldestAt !== undefined
  const begin = Math.max(oldestAt ?? 0, b - A_DAY_MS)
  const to = new Date(b).toISOString()
  const markers = useQuery({
    ...markersQuery({ from: new Date(begin).toISOString(), to, step: A_DAY_MS / 24, ...scope }),
    enabled: isOn,
  })
  const rollouts = useQuery({ ...newestRolloutsQuery({ limit: 1, at: to, ...scope }), enabled: isOn })
  if (!isOn) return []
  const rollout = rollouts.data?.body.items[0]
  const outage = markers.data && beforeOutage(markers.data.body, b)
  const spans = Object.entries(SPANS).map(([id, ms]) => ({ id: id as keyof typeof SPANS, time: b - ms }))
  const known: readonly Preset[] = [
    ...spans,
    ...(rollout
      ? [{ id: 'rollout' as const, time: Date.parse(rollout.requestedAt) - 1, name: rollout.workload.name }]
      : []),
    ...(outage === undefined ? [] : [{ id: 'outage' as const, time: outage }]),
  ]
  return [...known.filter(({ time }) => time >= oldestAt && time < b), { id: 'oldest', time: oldestAt }]
}
