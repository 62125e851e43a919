'use client'

import type { ReactElement } from 'react'
import { useTranslations } from 'use-intl'
import { Glyph } from '../../ui/glyph.tsx'
import { NoMatch } from '../../ui/no-match.tsx'
import { Notice } from '../../ui/notice.tsx'

/** No change: because the filter leaves none, or because none was ever written down. */
export function NothingLogged({ isFiltered, onClear }: { isFiltered: boolean; onClear: () => void }): ReactElement {
  const t = useTranslations('log')
  if (isFiltered) return <NoMatch title={t('noMatch')} hint={t('noMatchHint')} clear={t('clear')} onClear={onClear} />
  return (
    <Notice heading="h2" glyph={<Glyph shape="dotted-ring" tone="unknown" size={20} />} title={t('empty')}>
      {t('emptyHint')}
    </Notice>
  )
}
