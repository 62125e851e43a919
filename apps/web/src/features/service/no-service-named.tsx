'use client'

import type { ReactElement } from 'react'
import { useTranslations } from 'use-intl'
import { AppLink } from '../../ui/app-link.tsx'
import { buttonClass } from '../../ui/button.tsx'
import { Glyph } from '../../ui/glyph.tsx'
import { Notice } from '../../ui/notice.tsx'

/** The link names no Service. */
export function NoServiceNamed(): ReactElement {
  const t = useTranslations('service')
  return (
    <Notice
      glyph={<Glyph shape="dotted-ring" tone="unknown" size={20} />}
      title={t('unnamed')}
      actions={
        <AppLink href="/services/" className={buttonClass()}>
          {t('allServices')}
        </AppLink>
      }
    >
      {t('unnamedHint')}
    </Notice>
  )
}
