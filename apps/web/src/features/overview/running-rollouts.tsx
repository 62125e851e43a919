'use client'

import type { Rollout } from '@portolan/contract'
import type { ReactElement } from 'react'
import { useTranslations } from 'use-intl'
import { RolloutChange } from '../../cluster/rollout-change.tsx'
import { ToldSentence } from '../../cluster/told-sentence.tsx'
import { VerdictSign } from '../../cluster/verdict-sign.tsx'
import { hrefWith } from '../../frame/namespaces.ts'
import { AppLink } from '../../ui/app-link.tsx'
import { Mono } from '../../ui/mono.tsx'

const SHOWN = 4

/** What is being rolled out, each with the verdict so far; absent when nothing is. */
export function RunningRollouts({ running }: { running: readonly Rollout[] }): ReactElement | null {
  const t = useTranslations('overview')
  if (running.length === 0) return null
  return (
    <section aria-labelledby="running">
      <h2 id="running" className="mb-2 font-medium text-14">
        {t('running')}
      </h2>
      <ul className="overflow-hidden rounded-card border border-line">
        {running.slice(0, SHOWN).map((rollout) => (
          <RunningItem key={rollout.id} rollout={rollout} />
        ))}
      </ul>
      {running.length > SHOWN && (
        <p className="mt-2 text-text-2">
          <AppLink href="/rollouts/" className="hover:text-accent">
            {t('moreRunning', { count: running.length - SHOWN })} →
          </AppLink>
        </p>
      )}
    </section>
  )
}

function RunningItem({ rollout }: { rollout: Rollout }): ReactElement {
  const { id, workload, verdict } = rollout
  return (
    <li className="border-line border-b last:border-b-0">
      <AppLink
        href={hrefWith('/rollout/', { id })}
        className="inset-focus flex gap-2.5 px-3.5 py-2 transition-colors hover:bg-surface"
      >
        <VerdictSign verdict={verdict.kind} className="mt-0.5" />
        <span className="min-w-0 flex-1">
          <span className="flex min-w-0 flex-wrap items-baseline gap-x-3">
            <span className="flex min-w-0">
              <span className="mono shrink-0 text-text-3">{workload.namespace}/</span>
              <Mono text={workload.name} className="font-medium text-13" />
            </span>
            <RolloutChange rollout={rollout} className="min-w-0 truncate text-12 text-text-2" />
          </span>
          <span className="block text-12 text-text-2">
            <ToldSentence sentence={verdict.sentence} />
          </span>
        </span>
      </AppLink>
    </li>
  )
}
