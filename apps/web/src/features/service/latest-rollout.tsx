'use client'

import type { Rollout } from '@portolan/contract'
import type { ReactElement } from 'react'
import { useTranslations } from 'use-intl'
import { RolloutLine } from '../../cluster/rollout-line.tsx'

/** The last rollout of what is behind a Service; nothing where none is known. */
export function LatestRollout({ latest }: { latest: Rollout | undefined }): ReactElement | null {
  const t = useTranslations('service')
  if (latest === undefined) return null
  return (
    <section aria-label={t('latestRollout')} className="border-line border-b px-0.5 py-1.5 sm:px-2.5">
      <h2 className="px-3.5 pt-1 text-12 text-text-3">{t('latestRollout')}</h2>
      <RolloutLine rollout={latest} isDated />
    </section>
  )
}
