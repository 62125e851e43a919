'use client'

import type { ReactElement } from 'react'
import { useTranslations } from 'use-intl'
import { DeniedNotice, useDeniedKinds } from '../../frame/denied-notice.tsx'
import { AppLink } from '../../ui/app-link.tsx'
import { buttonClass } from '../../ui/button.tsx'
import { Glyph } from '../../ui/glyph.tsx'
import { NoMatch } from '../../ui/no-match.tsx'
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
  return <NoMatch title={t('noMatch')} hint={t('noMatchHint')} clear={t('clear')} onClear={onClear} />
}
