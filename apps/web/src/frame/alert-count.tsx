'use client'

import { type ReactElement, useEffect, useState } from 'react'
import { createPortal } from 'react-dom'
import { useTranslations } from 'use-intl'
import { useTell } from '../i18n/use-sentences.ts'
import { useAlertNews } from '../live/use-alert-news.ts'
import { usePreferences } from '../preferences/preferences-store.ts'
import { useAlertRefresh, useBegunAlerts } from './alert-news.ts'
import { useDesktopNotices } from './alert-notices.ts'
import { type BegunAlert, firingOf } from './begun-alerts.ts'
import { countInTitle } from './title.ts'

/** How many alerts fire that nobody silenced: on their entry of the rail, and in the name of the window. Nothing while none does. */
export function AlertCount(): ReactElement {
  const t = useTranslations('alerts')
  const news = useAlertNews()
  const firing = news === undefined ? 0 : firingOf(news.counts)
  const begun = useBegunAlerts(news)
  useEffect(() => countInTitle(firing), [firing])
  useAlertRefresh(news)
  useDesktopNotices(begun)
  return (
    <>
      {news !== undefined && firing > 0 && (
        <span
          data-firing={firing}
          className={`rail-count absolute top-0.5 left-[22px] max-sm:left-[calc(50%+2px)] flex h-4 min-w-4 items-center justify-center rounded-full px-1 font-medium text-12 leading-none ${
            news.counts.critical + news.counts.error > 0 ? 'bg-critical text-page' : 'bg-warning text-page'
          }`}
        >
          <span aria-hidden="true">{firing > 99 ? '99+' : firing}</span>
          <span className="sr-only">{t('count', { count: firing })}</span>
        </span>
      )}
      <Announcer begun={begun} />
    </>
  )
}

/** Long enough to be read out; afterwards the list tells. */
const SAID_FOR_MS = 20_000

/** Says to screen readers, at once, that something critical began to fire. It stands apart from the link it came with. */
function Announcer({ begun }: { begun: readonly BegunAlert[] }): ReactElement | null {
  const t = useTranslations('alerts')
  const tell = useTell()
  const { hasAnnouncements } = usePreferences()
  const [place, setPlace] = useState<HTMLElement>()
  const [over, setOver] = useState<readonly BegunAlert[]>()
  useEffect(() => setPlace(document.body), [])
  useEffect(() => {
    const timer = setTimeout(() => setOver(begun), SAID_FOR_MS)
    return () => clearTimeout(timer)
  }, [begun])
  const [first, ...others] = begun.filter(({ severity }) => severity === 'critical')
  if (place === undefined || !hasAnnouncements) return null
  return createPortal(
    <div role="alert" data-announcer="alerts" className="sr-only">
      {first !== undefined &&
        over !== begun &&
        t('begun', { sentence: tell(first.sentence).text, others: others.length })}
    </div>,
    place,
  )
}
