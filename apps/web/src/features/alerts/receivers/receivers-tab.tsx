'use client'

import type { Receiver } from '@portolan/contract'
import { useQuery } from '@tanstack/react-query'
import { type ReactElement, useState } from 'react'
import { useTranslations } from 'use-intl'
import { receiversQuery } from '../../../api/alert-queries.ts'
import { Glyph } from '../../../ui/glyph.tsx'
import { Notice } from '../../../ui/notice.tsx'
import { TableLoading } from '../../../ui/table-loading.tsx'
import { AlertsFailed } from '../alerts-failed.tsx'
import { AsideSlot } from '../aside-slot.tsx'
import { DesktopNotices } from '../desktop-notices.tsx'
import { ActionButton } from '../form/action-button.tsx'
import { ReceiverCard } from './receiver-card.tsx'
import { ReceiverForm } from './receiver-form.tsx'

/** Who is told of alerts, and whether they can be reached. */
export function ReceiversTab(): ReactElement {
  const t = useTranslations('alerts.receivers')
  const { data, error, refetch } = useQuery(receiversQuery())
  const [editing, setEditing] = useState<{ readonly receiver: Receiver | undefined }>()
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
          <ActionButton onClick={() => setEditing({ receiver: undefined })}>{t('new')}</ActionButton>
        </div>
        <DesktopNotices />
        {items.length === 0 && (
          <Notice heading="h2" glyph={<Glyph shape="dotted-ring" tone="unknown" size={20} />} title={t('none')}>
            {t('noneHint')}
          </Notice>
        )}
        {items.map((receiver) => (
          <ReceiverCard key={receiver.id} receiver={receiver} onEdit={() => setEditing({ receiver })} />
        ))}
      </div>
      {editing !== undefined && (
        <AsideSlot>
          <ReceiverForm key={editing.receiver?.id ?? ''} {...editing} onClose={() => setEditing(undefined)} />
        </AsideSlot>
      )}
    </>
  )
}
