'use client'

import type { Ledger } from '@portolan/contract'
import { type ReactElement, useMemo } from 'react'
import { useTranslations } from 'use-intl'
import { type BlindStretch, blindStretches } from '../time/blind-stretches.ts'
import { Time } from '../ui/time.tsx'

const SHOWN = 3

/** The stretches that were not watched, the last of them one by one, in words: what is hatched in the picture. */
export function BlindLines({ gaps }: { gaps: Ledger['gaps'] }): ReactElement {
  const t = useTranslations('ledger')
  const blind = useMemo(() => blindStretches(gaps), [gaps])
  return (
    <>
      {blind.slice(-SHOWN).map((stretch) => (
        <BlindLine key={`${stretch.from} ${stretch.reason}`} stretch={stretch} />
      ))}
      {blind.length > SHOWN && <p className="text-12 text-text-3">{t('moreGaps', { count: blind.length - SHOWN })}</p>}
    </>
  )
}

/** One blind stretch: of which kinds, from when to when, why. */
function BlindLine({ stretch: { kinds, from, to, reason } }: { stretch: BlindStretch }): ReactElement {
  const t = useTranslations('ledger')
  return (
    <p className="text-12 text-text-3">
      <span lang="en">{kinds.join(', ')}</span> {t('notObserved')}:{' '}
      <Time at={Date.parse(from)} form="auto-ms" className="mono" /> –{' '}
      {to === null ? t('stillBlind') : <Time at={Date.parse(to)} form="auto-ms" className="mono" />},{' '}
      {t(`gapReason.${reason}`)}
    </p>
  )
}
