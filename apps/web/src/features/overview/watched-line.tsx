'use client'

import type { Status } from '@portolan/contract'
import type { ReactElement, ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { ChapterWords } from '../../cluster/chapter-words.tsx'
import { useStatus } from '../../live/use-live.ts'
import { useAt } from '../../time/use-at.ts'
import { AppLink } from '../../ui/app-link.tsx'
import { Time } from '../../ui/time.tsx'

/** How far the answer can be trusted: since when it is watched, and what may not be read. */
export function WatchedLine(): ReactElement {
  const t = useTranslations('overview')
  const { status } = useStatus()
  const { instant } = useAt()
  const denied = status?.resources.filter(({ state }) => state === 'denied').length ?? 0
  const oldestAt = status?.store.oldestAt
  return (
    <p className="mt-2 min-h-[22px] text-14 text-text-2">
      {status && oldestAt && (
        <>
          {t.rich('watched', {
            changes: status.store.changes,
            since: () => <Time at={Date.parse(oldestAt)} />,
          })}
          {denied > 0 && t.rich('denied', { count: denied, link: statusLink })}
          {status.demo && instant === undefined && <Chapter demo={status.demo} />}
        </>
      )}
    </p>
  )
}

function statusLink(words: ReactNode): ReactElement {
  return (
    <AppLink href="/status/" className="underline underline-offset-2 hover:text-accent">
      {words}
    </AppLink>
  )
}

/** What the demo cluster tells now; of a past instant it is not known. */
function Chapter({ demo }: { demo: NonNullable<Status['demo']> }): ReactElement {
  const t = useTranslations('overview')
  return <>{t.rich('chapter', { chapter: () => <ChapterWords demo={demo} /> })}</>
}
