'use client'

import type { ReactElement } from 'react'
import { useTranslations } from 'use-intl'
import { AppLink } from '../ui/app-link.tsx'
import { buttonClass } from '../ui/button.tsx'
import { Logo } from '../ui/logo.tsx'
import { Notice } from '../ui/notice.tsx'
import { useTitle } from './title.ts'

/** No screen has this address. */
export function NotFoundNotice(): ReactElement {
  const t = useTranslations('notFound')
  useTitle(t('title'))
  return (
    <Notice
      glyph={<Logo size={28} />}
      title={t('title')}
      actions={
        <AppLink href="/" className={buttonClass()}>
          {t('home')}
        </AppLink>
      }
    >
      {t('hint')}
    </Notice>
  )
}
