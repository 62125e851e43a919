'use client'

import type { ServicesChurn } from '@portolan/contract'
import type { ReactElement } from 'react'
import { useTranslations } from 'use-intl'
import { CHURN_KINDS } from '../../cluster/churn/churn-shapes.ts'
import { DeniedNotice, useDeniedKinds } from '../../frame/denied-notice.tsx'
import { unwatched } from '../../time/blind-stretches.ts'
import { useTimeWindow } from '../../time/use-time-window.ts'
import { Button } from '../../ui/button.tsx'
import { Glyph } from '../../ui/glyph.tsx'
import { NoMatch } from '../../ui/no-match.tsx'
import { Notice } from '../../ui/notice.tsx'

const LONGER = '-24h'

/**
 * No row: because the filter leaves none, because endpoints may not be seen, or because nothing moved; and then how sure that
 * is.
 */
export function NothingChurned({
  ranking: { gaps },
  isFiltered,
  onClear,
}: {
  ranking: ServicesChurn
  isFiltered: boolean
  onClear: () => void
}): ReactElement {
  const t = useTranslations('churn')
  const denied = useDeniedKinds(CHURN_KINDS)
  const { follow } = useTimeWindow()
  if (isFiltered) return <NoMatch title={t('noMatch')} hint={t('noMatchHint')} clear={t('clear')} onClear={onClear} />
  if (denied.length > 0) return <DeniedNotice kinds={denied} />
  const isBlind = unwatched(gaps, CHURN_KINDS).length > 0
  return (
    <Notice
      heading="h2"
      glyph={<Glyph shape={isBlind ? 'dotted-ring' : 'disc'} tone={isBlind ? 'unknown' : 'ready'} size={20} />}
      title={isBlind ? t('noneSeen') : t('none')}
      actions={<Button onClick={() => follow(LONGER)}>{t('longer')}</Button>}
    >
      {isBlind ? t('noneSeenHint') : t('noneHint')}
    </Notice>
  )
}
