'use client'

import type { ReactElement } from 'react'
import { useTranslations } from 'use-intl'
import { useAt } from '../time/use-at.ts'
import { useOldestAt } from '../time/use-time-window.ts'
import { Button } from '../ui/button.tsx'
import { Glyph } from '../ui/glyph.tsx'
import { Notice } from '../ui/notice.tsx'
import { Time } from '../ui/time.tsx'

const CODES = ['before-history', 'instant-in-future'] as const
type OutOfHistoryCode = (typeof CODES)[number]

export function isOutOfHistory(code: string): code is OutOfHistoryCode {
  return CODES.some((known) => known === code)
}

/** The instant asked for is not in the log: before its first record, or after its last. */
export function OutOfHistory({ code, heading }: { code: OutOfHistoryCode; heading?: 'h1' | 'h2' }): ReactElement {
  const t = useTranslations('outOfHistory')
  const { goTo } = useAt()
  const oldestAt = useOldestAt()
  const isBefore = code === 'before-history'
  return (
    <Notice
      glyph={<Glyph shape={isBefore ? 'dotted-ring' : 'open-square'} tone="unknown" size={20} />}
      title={t(`${code}.title`)}
      {...(heading && { heading })}
      actions={
        <>
          {isBefore && oldestAt !== undefined && (
            <Button kind="primary" onClick={() => goTo({ time: oldestAt })}>
              {t('toOldest')}
            </Button>
          )}
          <Button onClick={() => goTo(undefined)}>{t('toLive')}</Button>
        </>
      }
    >
      <p>
        {isBefore && oldestAt !== undefined
          ? t.rich('before-history.hint', { at: () => <Time at={oldestAt} form="auto-ms" className="mono" /> })
          : t(`${code}.why`)}
      </p>
    </Notice>
  )
}
