'use client'

import type { ReactElement } from 'react'
import { useTranslations } from 'use-intl'
import { Button } from '../../ui/button.tsx'
import { Glyph } from '../../ui/glyph.tsx'
import { Notice } from '../../ui/notice.tsx'

/** No change: because the filter leaves none, or because none was ever written down. */
export function NothingLogged({ isFiltered, onClear }: { isFiltered: boolean; onClear: () => void }): ReactElement {
  const t = useTranslations('log')
  return (
    <Notice
      heading="h2"
      glyph={<Glyph shape="dotted-ring" tone="unknown" size={20} />}
      title={isFiltered ? t('noMatch') : t('empty')}
      actions={isFiltered && <Button onClick={onClear}>{t('clear')}</Button>}
    >
      {isFiltered ? t('noMatchHint') : t('emptyHint')}
    </Notice>
  )
}
