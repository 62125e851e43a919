'use client'

import type { ReactElement } from 'react'
import { useTranslations } from 'use-intl'
import { CauseList } from '../../../cluster/cause-list.tsx'
import type { Transition } from '../../../cluster/transitions.ts'

/** Why each endpoint was gained and lost; nothing while that is not known. */
export function WhySection({ transitions }: { transitions: readonly Transition[] | undefined }): ReactElement | null {
  const t = useTranslations('causes')
  if (transitions === undefined) return null
  const lost = transitions.filter(({ change }) => change === 'lost').length
  return (
    <section aria-labelledby="why">
      <h2 id="why" className="pb-1.5 font-medium text-14">
        {t('title')}{' '}
        <span className="font-normal text-text-3">{t('counts', { gained: transitions.length - lost, lost })}</span>
      </h2>
      <CauseList transitions={transitions} />
    </section>
  )
}
