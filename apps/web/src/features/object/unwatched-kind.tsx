'use client'

import type { ReactElement } from 'react'
import { useTranslations } from 'use-intl'
import { AppLink } from '../../ui/app-link.tsx'
import { buttonClass } from '../../ui/button.tsx'
import { Glyph } from '../../ui/glyph.tsx'
import { Notice } from '../../ui/notice.tsx'
import type { ObjectIdentity } from './object-url.ts'

/** A kind that Portolan does not read: nothing can be said of it, not even whether it is there. */
export function UnwatchedKind({ identity: { kind, name } }: { identity: ObjectIdentity }): ReactElement {
  const t = useTranslations('object')
  return (
    <Notice
      glyph={<Glyph shape="dotted-ring" tone="unknown" size={20} />}
      title={t('unwatched', { kind, name })}
      actions={
        <AppLink href="/status/" className={buttonClass()}>
          {t('whatIsSeen')}
        </AppLink>
      }
    >
      {t('unwatchedHint')}
    </Notice>
  )
}
