'use client'

import type { Rollout } from '@portolan/contract'
import type { ReactElement } from 'react'
import { useTranslations } from 'use-intl'
import { RolloutLine } from '../../cluster/rollout-line.tsx'
import { VerdictSign } from '../../cluster/verdict-sign.tsx'
import { codeAndDetail } from '../../errors.ts'
import { Failed } from '../../frame/failed.tsx'
import { AppLink } from '../../ui/app-link.tsx'
import { TableBones } from '../../ui/skeleton.tsx'
import { LinkedHeading } from './linked-heading.tsx'
import { shownRollouts } from './newest-rollouts.ts'
import type { ToldRollouts } from './use-newest-rollouts.ts'

/** At most; of those that are over no more than leave the place beside in balance. */
const SHOWN = 4

/** What is being rolled out, each with the verdict so far, and below it how the last ones went. */
export function LatestRollouts({
  told: { rollouts, error, retry },
  room,
}: {
  told: ToldRollouts
  /** How many lines stand beside it. */
  room: number
}): ReactElement {
  const t = useTranslations('overview')
  const { running = [], unseen = [], hasMoreRunning = false } = rollouts ?? {}
  const isUnderWay = running.length + unseen.length > 0
  const shown = shownRollouts(rollouts, { most: SHOWN, room })
  const more = running.length - SHOWN
  return (
    <section aria-labelledby="rollouts" className="min-w-0">
      <LinkedHeading id="rollouts" href="/rollouts/" link={t('allRollouts')}>
        {t(isUnderWay ? 'running' : 'rolledOutLast')}
      </LinkedHeading>
      {!rollouts &&
        (error ? <Failed {...codeAndDetail(error)} heading="h2" onRetry={retry} /> : <TableBones rows={SHOWN} />)}
      {rollouts && shown.finished.length === 0 && !isUnderWay && <p className="text-text-2">{t('noRollout')}</p>}
      <ul className="overflow-hidden rounded-card border border-line empty:hidden">
        {unseen[0] && (
          <li className="border-line border-b last:border-b-0">
            <AppLink
              href="/rollouts/"
              className="inset-focus flex min-h-10 items-center gap-2.5 px-3.5 py-1.5 transition-colors hover:bg-surface"
            >
              <VerdictSign verdict="unknown" />
              <span className="min-w-0 break-words">
                {t('unseenRollout', { count: unseen.length, name: unseen[0].workload.name })}
              </span>
            </AppLink>
          </li>
        )}
        {shown.running.map(line)}
        {!isUnderWay && shown.finished.map(line)}
      </ul>
      {more > 0 && (
        <p className="mt-2 text-text-2">
          <AppLink href="/rollouts/" className="inline-block min-h-[24px] py-0.5 hover:text-accent">
            {t('moreRunning', { count: more, isMore: hasMoreRunning ? 'yes' : 'no' })} →
          </AppLink>
        </p>
      )}
      {isUnderWay && shown.finished.length > 0 && (
        <>
          <h3 className="mt-4 mb-2 font-medium text-text-2">{t('rolledOutLast')}</h3>
          <ul className="overflow-hidden rounded-card border border-line">{shown.finished.map(line)}</ul>
        </>
      )}
    </section>
  )
}

function line(rollout: Rollout): ReactElement {
  return (
    <li key={rollout.id} className="border-line border-b last:border-b-0">
      <RolloutLine rollout={rollout} isDated />
    </li>
  )
}
