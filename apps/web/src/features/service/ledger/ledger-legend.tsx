'use client'

import type { ReactElement } from 'react'
import { useTranslations } from 'use-intl'
import { ENDPOINT_LOOK, type EndpointState } from '../../../cluster/endpoint-state.ts'
import { RevisionStripe } from './revision-stripe.tsx'

const STATES: readonly (EndpointState | 'starting')[] = [
  'starting',
  'ready',
  'unready',
  'terminating-serving',
  'terminating',
]

/** What each fill means, in words. */
export function LedgerLegend(): ReactElement {
  const t = useTranslations('ledger')
  const state = useTranslations('endpointState')
  return (
    <ul aria-label={t('legend')} className="flex flex-wrap gap-x-5 gap-y-1 pt-3 text-12 text-text-2">
      {STATES.map((each) => (
        <li key={each} className="flex items-center gap-1.5">
          <svg width="20" height="12" aria-hidden="true">
            <rect x=".5" y=".5" width="19" height="11" className={ENDPOINT_LOOK[each].lane} />
          </svg>
          {state(each)}
        </li>
      ))}
      <li className="flex items-center gap-1.5">
        <svg width="20" height="12" aria-hidden="true">
          <rect width="20" height="12" className="fill-[url(#hatch-zero)]" />
          <rect width="1.5" height="12" className="fill-unready" />
        </svg>
        {t('zeroReady')}
      </li>
      <li className="flex items-center gap-1.5">
        <svg width="20" height="12" aria-hidden="true">
          <rect width="20" height="12" className="fill-[url(#hatch-gap)]" />
        </svg>
        {t('notObserved')}
      </li>
      {(['new', 'old', 'older'] as const).map((age) => (
        <li key={age} className="flex items-center gap-1.5">
          <RevisionStripe age={age} height={12} />
          {t(`age.${age}`)}
        </li>
      ))}
    </ul>
  )
}
