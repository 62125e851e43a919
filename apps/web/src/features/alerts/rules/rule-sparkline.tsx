'use client'

import type { ReactElement } from 'react'
import { useTranslations } from 'use-intl'
import { hrefWith } from '../../../frame/namespaces.ts'
import { AppLink } from '../../../ui/app-link.tsx'
import { stepsOf, useRuleHistory } from './use-rule-history.ts'

const WIDTH = 126
const HEIGHT = 20

/** How often a rule fired in the last week, in small; leads to its history. */
export function RuleSparkline({ id, name }: { id: string; name: string }): ReactElement {
  const t = useTranslations('alerts.rules.history')
  const { data } = useRuleHistory(id, 'week')
  const steps = data === undefined ? [] : stepsOf(data.body)
  const most = Math.max(1, ...steps.map(({ firing }) => firing))
  const width = WIDTH / Math.max(1, steps.length)
  return (
    <AppLink
      href={hrefWith('/alerts/', { tab: 'rules', rule: id })}
      scroll={false}
      aria-label={t('openNamed', { name })}
      className="inline-flex min-h-[24px] items-center gap-2 rounded-chip text-text-2 hover:text-accent"
    >
      <svg width={WIDTH} height={HEIGHT} aria-hidden="true" className="border-line border-b">
        {steps.map(({ from, firing }, index) => (
          <rect
            key={from}
            x={index * width}
            y={HEIGHT - (firing / most) * HEIGHT}
            width={Math.max(1, width - 1)}
            height={(firing / most) * HEIGHT}
            className="fill-warning"
          />
        ))}
      </svg>
      <span className="sm:w-44">{data !== undefined && t('week', { count: data.body.total })}</span>
    </AppLink>
  )
}
