'use client'

import type { Churn } from '@portolan/contract'
import type { ReactElement, ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { useDuration } from '../../i18n/use-duration.ts'
import { Time } from '../../ui/time.tsx'
import { countedCauses } from './cause-groups.ts'
import type { ChurnStep } from './churn-shapes.ts'

const CAUSES = 3

/** What happened in the step that is looked at, in words; without one, in all of it. Always in the same place. */
export function ChurnReadout({
  churn,
  step,
  links,
}: {
  churn: Churn
  step: ChurnStep | undefined
  links: ReactNode
}): ReactElement {
  const t = useTranslations('churn')
  const cause = useTranslations('churn.cause')
  const duration = useDuration()
  const steps = step ? [step] : churn.steps
  const total = (count: (one: ChurnStep) => number) => steps.reduce((sum, one) => sum + count(one), 0)
  const zeroReadyMs = total((one) => one.zeroReadyMs)
  const ready = steps.at(-1)?.ready ?? null
  const causes = countedCauses(steps).slice(0, CAUSES)
  return (
    <div className="flex min-h-6 flex-wrap items-center gap-x-3 gap-y-0.5 pb-1.5 text-12 text-text-2">
      <output className="flex flex-wrap items-center gap-x-3">
        <span className="mono text-text-1">
          <Time at={Date.parse(step?.at ?? churn.from)} form="auto-second" /> +{' '}
          {duration(step ? churn.stepMs : Date.parse(churn.to) - Date.parse(churn.from))}
        </span>
        <span>
          {t('moves', {
            added: total((one) => one.added),
            removed: total((one) => one.removed),
            flips: total((one) => one.flips),
          })}
        </span>
        {ready !== null && <span>{t('ready', { ready })}</span>}
        {zeroReadyMs > 0 && <span className="text-unready">{t('zeroReady', { duration: duration(zeroReadyMs) })}</span>}
        {causes.length > 0 && (
          <span>{causes.map(({ kind, count }) => t('causeCount', { cause: cause(kind), count })).join(' · ')}</span>
        )}
      </output>
      {links}
    </div>
  )
}
