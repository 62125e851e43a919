'use client'

import type { Silence } from '@portolan/contract'
import { useQuery } from '@tanstack/react-query'
import { type ReactElement, useState } from 'react'
import { useTranslations } from 'use-intl'
import { silencesQuery } from '../../../api/alert-queries.ts'
import { Glyph } from '../../../ui/glyph.tsx'
import { Notice } from '../../../ui/notice.tsx'
import { TableLoading } from '../../../ui/table-loading.tsx'
import { AlertsFailed } from '../alerts-failed.tsx'
import { AsideSlot } from '../aside-slot.tsx'
import { ActionButton } from '../form/action-button.tsx'
import { NewSilence } from './new-silence.tsx'
import { SilenceCard } from './silence-card.tsx'

/** What hides alerts now, what will, and what did. */
export function SilencesTab(): ReactElement {
  const t = useTranslations('alerts.silences')
  const { data, error, refetch } = useQuery(silencesQuery())
  const [isAdding, setIsAdding] = useState(false)
  if (!data) {
    if (error) return <AlertsFailed error={error} onRetry={() => void refetch()} />
    return <TableLoading rows={6} />
  }
  const { items } = data.body
  return (
    <>
      <div>
        <div className="flex flex-wrap items-center justify-between gap-3 border-line border-b px-4 py-2 sm:px-6">
          <p className="max-w-[80ch] text-text-2">{t('what')}</p>
          <ActionButton onClick={() => setIsAdding(true)}>{t('new')}</ActionButton>
        </div>
        {items.length === 0 && (
          <Notice heading="h2" glyph={<Glyph shape="disc" tone="ready" size={20} />} title={t('none')}>
            {t('noneHint')}
          </Notice>
        )}
        {(['active', 'pending', 'expired'] as const).map((state) => (
          <SilenceGroup key={state} state={state} silences={items.filter((each) => each.state === state)} />
        ))}
      </div>
      {isAdding && (
        <AsideSlot>
          <NewSilence onClose={() => setIsAdding(false)} />
        </AsideSlot>
      )}
    </>
  )
}

function SilenceGroup({
  state,
  silences,
}: {
  state: Silence['state']
  silences: readonly Silence[]
}): ReactElement | null {
  const t = useTranslations('alerts.silences')
  if (silences.length === 0) return null
  return (
    <section aria-labelledby={`silences-${state}`}>
      <h2 id={`silences-${state}`} className="bg-surface px-4 py-1.5 text-12 text-text-2 sm:px-6">
        {t(`states.${state}`, { count: silences.length })}
      </h2>
      <ul>
        {silences.map((silence) => (
          <SilenceCard key={silence.id} silence={silence} />
        ))}
      </ul>
    </section>
  )
}
