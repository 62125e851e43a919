'use client'

import type { ReactElement } from 'react'
import { useLocale, useTranslations } from 'use-intl'
import { useStatus } from '../live/use-live.ts'
import { AppLink } from '../ui/app-link.tsx'
import { buttonClass } from '../ui/button.tsx'
import { Glyph } from '../ui/glyph.tsx'
import { Notice } from '../ui/notice.tsx'

/** Which of these kinds may not be read, in their order; none while that is not known. */
export function useDeniedKinds(kinds: readonly string[]): readonly string[] {
  const { status } = useStatus()
  const denied = status?.resources.filter(({ state }) => state === 'denied').map(({ kind }) => kind) ?? []
  return kinds.filter((kind) => denied.includes(kind))
}

/** What a list leaves out because it may not be read, on one line. */
export function DeniedLine(): ReactElement | null {
  const t = useTranslations('denied')
  const { status } = useStatus()
  const denied = status?.resources.filter(({ state }) => state === 'denied') ?? []
  // A kind may be denied in several namespaces.
  const kinds = [...new Set(denied.map(({ kind }) => kind))]
  if (kinds.length === 0) return null
  return (
    <p className="flex shrink-0 gap-2 border-line border-b bg-surface px-4 py-1 text-12 text-text-2 sm:px-6">
      <span className="truncate" title={kinds.join(', ')}>
        {t('leftOut', { count: kinds.length })} <span lang="en">{kinds.join(', ')}</span>
      </span>
      <AppLink href="/settings/#watched" className="ml-auto shrink-0 underline underline-offset-2 hover:text-accent">
        {t('role')}
      </AppLink>
    </p>
  )
}

/** In place of "there is none", where it may not be seen: what may not be read, and where the permission to grant is. */
export function DeniedNotice({
  kinds,
  heading = 'h2',
}: {
  kinds: readonly string[]
  /** `h1` where it is all there is of a screen. */
  heading?: 'h1' | 'h2'
}): ReactElement {
  const t = useTranslations('denied')
  const locale = useLocale()
  return (
    <Notice
      heading={heading}
      glyph={<Glyph shape="dotted-ring" tone="unknown" size={20} />}
      title={t('title', { kinds: new Intl.ListFormat(locale).format(kinds) })}
      actions={
        <AppLink href="/settings/#watched" className={buttonClass()}>
          {t('role')}
        </AppLink>
      }
    >
      {t('hint')}
    </Notice>
  )
}
