'use client'

import type { ReactElement, ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { Button, buttonClass } from '../ui/button.tsx'
import { CopyButton } from '../ui/copy-button.tsx'
import { Glyph } from '../ui/glyph.tsx'
import { Notice } from '../ui/notice.tsx'
import { isOutOfHistory, OutOfHistory } from './out-of-history.tsx'

const EXPLAINED = ['unreachable', 'timeout', 'unauthenticated', 'not-ready', 'store-failed', 'not-found'] as const

/** Codes of what may pass: whoever asked asks again. */
const PASSING: readonly string[] = [
  'unreachable',
  'timeout',
  'too-many-readers',
  'not-ready',
  'store-failed',
  'internal',
]

/** There is no picture: which code, in words, and what to do about it. */
export function Failed({
  code,
  detail,
  onRetry,
  heading,
  also,
}: {
  code: string
  detail: string
  /** Ask again at once. Absent: whoever shows this asks again by itself, whatever it was. */
  onRetry?: () => void
  heading?: 'h1' | 'h2'
  /** Where else to look. */
  also?: ReactNode
}): ReactElement {
  const t = useTranslations('failed')
  if (isOutOfHistory(code)) return <OutOfHistory code={code} {...(heading && { heading })} />
  const explained = EXPLAINED.find((known) => known === code) ?? 'other'
  return (
    <Notice
      glyph={<Glyph shape="triangle" tone="critical" size={20} />}
      title={t(`${explained}.title`)}
      {...(heading && { heading })}
      actions={
        <>
          {onRetry && <Button onClick={onRetry}>{t('retry')}</Button>}
          {also}
          {code === 'unauthenticated' && (
            <a href="/login" className={buttonClass('primary')}>
              {t('signIn')}
            </a>
          )}
        </>
      }
    >
      <p>
        {t(`${explained}.remedy`)} {code !== 'unauthenticated' && (!onRetry || PASSING.includes(code)) && t('byItself')}
      </p>
      <p className="mono mt-3 flex items-center gap-1 rounded-control border border-line bg-surface py-1 pr-1 pl-3 text-text-2">
        <span className="min-w-0 flex-1 break-words">
          {code}: {detail}
        </span>
        <CopyButton text={`${code}: ${detail}`} label={t('copy')} copiedLabel={t('copied')} />
      </p>
    </Notice>
  )
}
