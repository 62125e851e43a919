'use client'

import type { ReactElement } from 'react'
import { useTranslations } from 'use-intl'
import { AppLink } from '../../ui/app-link.tsx'
import { buttonClass } from '../../ui/button.tsx'
import { Glyph } from '../../ui/glyph.tsx'
import { Notice } from '../../ui/notice.tsx'

/** The link names no object. */
export function NoObjectNamed(): ReactElement {
  const t = useTranslations('object')
  return (
    <Notice
      glyph={<Glyph shape="dotted-ring" tone="unknown" size={20} />}
      title={t('unnamed')}
      actions={
        <AppLink href="/map/" className={buttonClass()}>
          {t('toMap')}
        </AppLink>
      }
    >
      <p>{t('unnamedHint')}</p>
      <p className="mono mt-1 break-all">/object/?kind=Pod&namespace=shop&name=web-0</p>
    </Notice>
  )
}
