'use client'

import type { ReactElement } from 'react'
import { useTranslations } from 'use-intl'
import { RolloutLine } from '../../cluster/rollout-line.tsx'
import { AppLink } from '../../ui/app-link.tsx'
import { TableBones } from '../../ui/skeleton.tsx'
import { LinkedHeading } from './linked-heading.tsx'
import type { NewestRollouts } from './use-newest-rollouts.ts'

/** At most; of those that are over no more than leave the place beside in balance. */
const SHOWN = 4

/** What is being rolled out, each with the verdict so far, and below it how the last ones went. */
export function LatestRollouts({
  rollouts,
  room,
}: {
  rollouts: NewestRollouts | undefined
  /** How many lines stand beside it. */
  room: number
}): ReactElement {
  const t = useTranslations('overview')
  const { running = [], finished = [] } = rollouts ?? {}
  const shown = [...running, ...finished].slice(0, Math.min(SHOWN, Math.max(2, room, running.length)))
  const more = running.length - SHOWN
  return (
    <section aria-labelledby="rollouts" className="min-w-0">
      <LinkedHeading id="rollouts" href="/rollouts/" link={t('allRollouts')}>
        {t(running.length > 0 ? 'running' : 'rolledOutLast')}
      </LinkedHeading>
      {!rollouts && <TableBones rows={SHOWN} />}
      {rollouts && shown.length === 0 && <p className="text-text-2">{t('noRollout')}</p>}
      <ul className="overflow-hidden rounded-card border border-line empty:hidden">
        {shown.map((rollout) => (
          <li key={rollout.id} className="border-line border-b last:border-b-0">
            <RolloutLine rollout={rollout} isDated />
          </li>
        ))}
      </ul>
      {more > 0 && (
        <p className="mt-2 text-text-2">
          <AppLink href="/rollouts/" className="inline-block min-h-[24px] py-0.5 hover:text-accent">
            {t('moreRunning', { count: more })} →
          </AppLink>
        </p>
      )}
    </section>
  )
}
