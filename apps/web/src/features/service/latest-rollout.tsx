'use client'

import type { ReactElement } from 'react'
import { useTranslations } from 'use-intl'
import { RolloutLine } from '../../cluster/rollout-line.tsx'
import { useRolloutsBehind } from '../../cluster/use-rollouts-behind.ts'

/** The last rollout of what is behind a Service, up to the instant shown; nothing where none is known. */
export function LatestRollout({ namespace, name }: { namespace: string; name: string }): ReactElement | null {
  const t = useTranslations('service')
  const [latest] = useRolloutsBehind({ namespace, name })
  if (latest === undefined) return null
  return (
    <section aria-label={t('latestRollout')} className="border-line border-b px-0.5 py-1.5 sm:px-2.5">
      <h2 className="px-3.5 pt-1 text-12 text-text-3">{t('latestRollout')}</h2>
      <RolloutLine rollout={latest} isDated />
    </section>
  )
}
