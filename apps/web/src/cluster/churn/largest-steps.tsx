'use client'

import type { Churn } from '@portolan/contract'
import type { ReactElement } from 'react'
import { useTranslations } from 'use-intl'
import { Time } from '../../ui/time.tsx'
import { countedCauses } from './cause-groups.ts'
import { churnOf, largestSteps } from './churn-shapes.ts'
import type { ChurnScope } from './step-changes.ts'
import { StepLinks } from './step-links.tsx'

const SHOWN = 5

/** When most happened, what, why, and where more is told of it. */
export function LargestSteps({ churn, scope }: { churn: Churn; scope: ChurnScope }): ReactElement {
  const t = useTranslations('churn')
  const word = useTranslations('churn.cause')
  const largest = largestSteps(churn.steps, SHOWN)
  return (
    <ol className="flex flex-col">
      {largest.map((step) => (
        <li key={step.at} className="flex flex-col gap-0.5 border-line border-b py-1.5">
          <span className="flex flex-wrap items-center gap-x-3">
            <Time at={Date.parse(step.at)} form="auto-second" className="mono text-text-2" />
            <span className="font-medium">{t('changes', { count: churnOf(step) })}</span>
            <StepLinks step={step} churn={churn} scope={scope} />
          </span>
          <span className="text-text-2">
            {t('moves', { added: step.added, removed: step.removed, flips: step.flips })}
            {step.causes &&
              countedCauses([step]).map(({ kind, count }) => ` · ${t('causeCount', { cause: word(kind), count })}`)}
          </span>
        </li>
      ))}
    </ol>
  )
}
