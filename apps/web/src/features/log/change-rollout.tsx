'use client'

import type { RecordedChange, Rollout } from '@portolan/contract'
import { useQuery } from '@tanstack/react-query'
import type { ReactElement } from 'react'
import { useTranslations } from 'use-intl'
import { newestRolloutsQuery } from '../../api/queries.ts'
import { RolloutLine } from '../../cluster/rollout-line.tsx'

/** Kinds of workloads that roll out. */
const ROLLING: ReadonlySet<string> = new Set(['Deployment', 'StatefulSet', 'DaemonSet'])

/** The rollout that a change of a workload asked for, or that was under way then; nothing where there is none. */
export function ChangeRollout({ change }: { change: RecordedChange }): ReactElement | null {
  const t = useTranslations('log')
  const { kind, namespace, name, observedAt, seq } = change
  const isRolling = ROLLING.has(kind) && namespace !== null
  const end = new Date(Date.parse(observedAt) + 1).toISOString()
  const { data } = useQuery({
    ...newestRolloutsQuery({ workload: `${kind}/${namespace}/${name}`, from: observedAt, to: end, limit: 4 }),
    enabled: isRolling,
    retry: false,
  })
  const rollouts = data?.body.items ?? []
  const requested = rollouts.filter((rollout) => rollout.requested.seq === seq)
  const [rollout] = requested.length > 0 ? requested : rollouts
  if (!isRolling || rollout === undefined || !isOf(rollout, change)) return null
  return (
    <section>
      <h3 className="mb-1.5 text-12 text-text-3">{t(requested.length > 0 ? 'asksForRollout' : 'duringRollout')}</h3>
      <div className="overflow-hidden rounded-card border border-line">
        <RolloutLine rollout={rollout} isDated />
      </div>
    </section>
  )
}

function isOf({ workload }: Rollout, { kind, name, namespace }: RecordedChange): boolean {
  return workload.kind === kind && workload.namespace === namespace && workload.name === name
}
