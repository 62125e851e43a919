'use client'

import { useRouter } from 'next/navigation'
import { parseAsString } from 'nuqs'
import { type ReactElement, useEffect } from 'react'
import { useTranslations } from 'use-intl'
import { useTitle } from '../../frame/title.ts'
import { useLinkState } from '../../link/link-state.ts'
import { AppLink } from '../../ui/app-link.tsx'
import { buttonClass } from '../../ui/button.tsx'
import { Glyph } from '../../ui/glyph.tsx'
import { withKept } from '../../ui/kept-parameters.ts'
import { Notice } from '../../ui/notice.tsx'
import { bestScreen } from './best-screen.ts'

const PARSERS = { key: parseAsString.withDefault('') }

/** `/o/?key=Service/shop/web` goes on to the best screen for the key, with the instant of the link. */
export function ShortLink(): ReactElement | null {
  const t = useTranslations('shortLink')
  const router = useRouter()
  const [{ key }] = useLinkState(PARSERS)
  const href = bestScreen(key)
  useTitle(key)
  useEffect(() => {
    if (href !== undefined) router.replace(withKept(href))
  }, [href, router])
  if (href !== undefined) return null
  return (
    <Notice
      glyph={<Glyph shape="dotted-ring" tone="unknown" size={20} />}
      title={key === '' ? t('empty') : t('unknown', { key })}
      actions={
        <AppLink href="/services/" className={buttonClass()}>
          {t('toServices')}
        </AppLink>
      }
    >
      <p>{t('hint')}</p>
      <p className="mono mt-1 break-all">/o/?key=Service/shop/web</p>
    </Notice>
  )
}
