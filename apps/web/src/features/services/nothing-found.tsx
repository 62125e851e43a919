'use client'

import type { ReactElement } from 'react'
import { useTranslations } from 'use-intl'
import { DeniedNotice, useDeniedKinds } from '../../frame/denied-notice.tsx'
import { AppLink } from '../../ui/app-link.tsx'
import { Button, buttonClass } from '../../ui/button.tsx'
import { Glyph } from '../../ui/glyph.tsx'
import { Notice } from '../../ui/notice.tsx'

const NEEDED = ['Service']

/** No row: because nothing matches, or because there is no Service, or none may be seen. */
export function NothingFound({ isEmpty, onClear }: { isEmpty: boolean; onClear: () => void }): ReactElement {
  const t = useTranslations('services')
  const denied = useDeniedKinds(NEEDED)
  if (isEmpty && denied.length > 0) return <DeniedNotice kinds={denied} />
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
