'use client'

import type { ReactElement } from 'react'
import { useTranslations } from 'use-intl'
import { AppLink } from '../../ui/app-link.tsx'
import { Button, buttonClass } from '../../ui/button.tsx'
import { Glyph } from '../../ui/glyph.tsx'
import { Notice } from '../../ui/notice.tsx'

/** No row: because nothing matches, or because there is no Service to see. */
export function NothingFound({ isEmpty, onClear }: { isEmpty: boolean; onClear: () => void }): ReactElement {
  const t = useTranslations('services')
  if (isEmpty) {
    return (
      <Notice
        heading="h2"
        glyph={<Glyph shape="ring" tone="unknown" size={20} />}
        title={t('empty')}
        actions={
          <AppLink href="/status/" className={buttonClass()}>
            {t('whatIsSeen')}
          </AppLink>
        }
      >
        {t('emptyHint')}
      </Notice>
    )
  }
  return (
    <Notice
      heading="h2"
      glyph={<Glyph shape="dotted-ring" tone="unknown" size={20} />}
      title={t('noMatch')}
      actions={<Button onClick={onClear}>{t('clear')}</Button>}
    >
      {t('noMatchHint')}
    </Notice>
  )
}
