'use client'

import type { Churn } from '@portolan/contract'
import type { ReactElement } from 'react'
import { useTranslations } from 'use-intl'
import { Time } from '../../ui/time.tsx'
import { countedCauses, groupOf } from './cause-groups.ts'
import { BAR_LOOKS } from './churn-looks.ts'

/** Why endpoints came, went and flipped: each kind of cause with how often it was one. */
export function CauseBars({ churn: { steps, from, causesFrom } }: { churn: Churn }): ReactElement {
  const t = useTranslations('churn')
  const word = useTranslations('churn.cause')
  const causes = countedCauses(steps)
  const most = causes[0]?.count ?? 1
  return (
    <>
      {causes.length === 0 && <p className="text-text-2">{t('noCauses')}</p>}
      <ul className="flex flex-col gap-1">
        {causes.map(({ kind, count }) => (
          <li key={kind} className="grid grid-cols-[minmax(0,1fr)_3.5rem_minmax(0,1fr)] items-center gap-2">
            <span className="break-words">{word(kind)}</span>
            <span className="mono text-right">{count}</span>
            <svg width="100%" height="10" aria-hidden="true">
              <rect width={`${(count / most) * 100}%`} height="10" className={BAR_LOOKS[groupOf(kind)]} />
            </svg>
          </li>
        ))}
      </ul>
      {causesFrom !== undefined && causesFrom > from && (
        <p className="pt-1.5 text-12 text-text-2">
          {t.rich('causesFrom', { at: () => <Time at={Date.parse(causesFrom)} className="mono" /> })}
        </p>
      )}
    </>
  )
}
