'use client'

import type { Rollout } from '@portolan/contract'
import type { ReactElement } from 'react'
import { useTranslations } from 'use-intl'
import { RolloutLine } from '../../cluster/rollout-line.tsx'
import { AppLink } from '../../ui/app-link.tsx'

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
          <li key={rollout.id} className="border-line border-b last:border-b-0">
            <RolloutLine rollout={rollout} />
          </li>
        ))}
      </ul>
      {running.length > SHOWN && (
        <p className="mt-2 text-text-2">
          <AppLink href="/rollouts/" className="inline-block min-h-[24px] py-0.5 hover:text-accent">
            {t('moreRunning', { count: running.length - SHOWN })} →
          </AppLink>
        </p>
      )}
    </section>
  )
}
