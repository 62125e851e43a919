'use client'

import type { AlertsPage } from '@portolan/contract'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { isAboutAlerts, newestAlertsQuery } from '../api/alert-queries.ts'
import type { AlertNews } from '../live/alert-news.ts'
import { serverNow } from '../live/server-clock.ts'
import { type BegunAlert, BegunAlerts } from './begun-alerts.ts'

const NONE: readonly BegunAlert[] = []

/** Alerts that began to fire with the newest news; the same list until there are others. */
export function useBegunAlerts(news: AlertNews | undefined): readonly BegunAlert[] {
  const queries = useQueryClient()
  const known = useRef<BegunAlerts>(undefined)
  const [begun, setBegun] = useState(NONE)
  useEffect(() => {
    if (news === undefined) return
    known.current ??= new BegunAlerts(serverNow)
    const book = known.current
    const heard = book.take(news)
    const tell = (alerts: readonly BegunAlert[]) => {
      if (alerts.length > 0) setBegun(alerts)
    }
    tell(heard.begun)
    if (!heard.isMore) return
    const told = ({ body }: { readonly body: AlertsPage }) => tell([...heard.begun, ...book.among(body.items)])
    // Where the list cannot be read, the next news asks again.
    queries.fetchQuery({ ...newestAlertsQuery(), staleTime: 0 }).then(told, () => undefined)
  }, [news, queries])
  return begun
}

const AT_MOST_EVERY_MS = 1_500

/** Whatever is shown of alerts is asked for again when there is news of them; never while it is still being answered. */
export function useAlertRefresh(news: AlertNews | undefined): void {
  const queries = useQueryClient()
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const askedAt = useRef<number>(undefined)
  useEffect(() => {
    if (news === undefined || timer.current !== undefined) return
    // What is on screen was asked for when the page was opened, as this first news was sent.
    const isFirst = askedAt.current === undefined
    askedAt.current ??= Date.now()
    if (isFirst) return
    const predicate = ({ queryKey }: { readonly queryKey: readonly unknown[] }) => isAboutAlerts(queryKey)
    const refresh = () => {
      const isAnswering = queries.isFetching({ predicate }) > 0
      timer.current = isAnswering ? setTimeout(refresh, AT_MOST_EVERY_MS) : undefined
      if (isAnswering) return
      askedAt.current = Date.now()
      void queries.invalidateQueries({ predicate })
    }
    timer.current = setTimeout(refresh, Math.max(0, askedAt.current + AT_MOST_EVERY_MS - Date.now()))
  }, [news, queries])
  useEffect(() => () => clearTimeout(timer.current), [])
}
