'use client'

import type { ReactElement } from 'react'
import { useTranslations } from 'use-intl'
import { useDuration } from '../../i18n/use-duration.ts'
import { useServerNow } from '../../live/server-clock.ts'
import { useShownTime } from '../../time/use-shown-time.ts'
import { Time } from '../../ui/time.tsx'

/**
 * Since when, and how long that is: of what goes on counted every second (or up to the instant looked at), of what is over from
 * its beginning to its end.
 */
export function AlertSince({ since, until }: { since: string; until: string | null }): ReactElement {
  const t = useTranslations('alerts')
  const duration = useDuration()
  const present = useServerNow()
  const now = useShownTime() ?? present
  const from = Date.parse(since)
  const lasted = duration(Math.max(0, (until === null ? now : Date.parse(until)) - from), 'second')
  return (
    <span className="whitespace-nowrap text-text-2">
      {t.rich(until === null ? 'since' : 'lasted', {
        duration: () => <span className="text-text-1">{lasted}</span>,
        at: () => <Time at={from} form="auto-ms" className="mono" />,
      })}
    </span>
  )
}
