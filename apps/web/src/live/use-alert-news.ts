'use client'

import { useMemo, useSyncExternalStore } from 'react'
import { type AlertNews, alertNews } from './alert-news.ts'
import type { AlertStream } from './live-client.ts'
import { useStream } from './use-live.ts'

const NOTHING_TOLD: readonly never[] = []

/** What the server told last of alerts, followed while mounted; `undefined` until then, and where nobody is alerted. */
export function useAlertNews(): AlertNews | undefined {
  const { store } = useStream({ stream: 'alerts' }) as AlertStream
  const told = useSyncExternalStore(store.subscribe, store.told, () => NOTHING_TOLD)
  return useMemo(() => alertNews(told), [told])
}
