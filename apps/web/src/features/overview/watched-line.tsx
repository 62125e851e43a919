'use client'

import type { ReactElement } from 'react'
import { useTranslations } from 'use-intl'
import { useStatus } from '../../live/use-live.ts'
import { AppLink } from '../../ui/app-link.tsx'
import { Time } from '../../ui/time.tsx'

/** How far the answer can be trusted: since when it is watched, and what may not be read. */
export function WatchedLine(): ReactElement {
  const t = useTranslations('overview')
  const { status } = useStatus()
  const denied = status?.resources.filter(({ state }) => state === 'denied').length ?? 0
  const oldestAt = status?.store.oldestAt
  return (
    <p className="mt-2 min-h-[22px] text-14 text-text-2">
      {status && oldestAt && (
        <>
          {t.rich('watched', {
            changes: status.store.changes,
            since: () => <Time at={Date.parse(oldestAt)} />,
          })}{' '}
          {denied > 0 && (
            <AppLink href="/status/" className="underline underline-offset-2 hover:text-accent">
              {t('denied', { count: denied })}
            </AppLink>
          )}{' '}
          {status.demo && <Chapter text={status.demo.chapter} />}
        </>
      )}
    </p>
  )
}

/** The demo cluster tells its story in English. */
function Chapter({ text }: { text: string }): ReactElement {
  const t = useTranslations('overview')
  return <>{t.rich('chapter', { chapter: () => <span lang="en">{text}</span> })}</>
}
