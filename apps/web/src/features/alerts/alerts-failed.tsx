'use client'

import type { ReactElement } from 'react'
import { useTranslations } from 'use-intl'
import { codeAndDetail } from '../../errors.ts'
import { Failed } from '../../frame/failed.tsx'
import { Glyph } from '../../ui/glyph.tsx'
import { Notice } from '../../ui/notice.tsx'

/** Why there is nothing to show: of a recording nobody is alerted, which is no fault. */
export function AlertsFailed({ error, onRetry }: { error: unknown; onRetry: () => void }): ReactElement {
  const t = useTranslations('alerts.readOnly')
  const failure = codeAndDetail(error)
  if (failure.code !== 'no-alerting') return <Failed {...failure} heading="h2" onRetry={onRetry} />
  return (
    <Notice heading="h2" glyph={<Glyph shape="dotted-ring" tone="unknown" size={20} />} title={t('noAlerting')}>
      {t('noAlertingHint')}
    </Notice>
  )
}
