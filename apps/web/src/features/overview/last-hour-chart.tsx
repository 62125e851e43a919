'use client'

import { useQuery } from '@tanstack/react-query'
import dynamic from 'next/dynamic'
import type { ReactElement } from 'react'
import { useTranslations } from 'use-intl'
import { churnQuery } from '../../api/queries.ts'
import { askedSteps } from '../../cluster/churn/asked-steps.ts'
import { useServerNow } from '../../live/server-clock.ts'
import { useAt } from '../../time/use-at.ts'
import { useInstantTime } from '../../time/use-instant-time.ts'
import { useOldestAt } from '../../time/use-time-window.ts'
import { Bone } from '../../ui/skeleton.tsx'
import { AN_HOUR_MS } from './last-hour.ts'
import { LinkedHeading } from './linked-heading.tsx'

const ChurnChart = dynamic(() => import('../../cluster/churn/churn-chart.tsx').then((module) => module.ChurnChart), {
  ssr: false,
})

const READ_AGAIN_MS = 10_000
const EVERYWHERE = { namespaces: [] }

/** How many endpoints were ready in the last hour, and how many came, went and flipped; of the hour before the instant shown. */
export function LastHourChart(): ReactElement | null {
  const t = useTranslations('overview')
  const { instant } = useAt()
  const now = useServerNow()
  const time = useInstantTime(instant)
  const isPresent = instant === undefined
  const oldestAt = useOldestAt()
  const to = time ?? now
  const asked = askedSteps({ from: Math.max(to - AN_HOUR_MS, oldestAt ?? 0), to, isLive: isPresent })
  const { data, isError } = useQuery({
    ...churnQuery({ from: asked.from, ...(asked.to && { to: asked.to }), step: asked.stripMs }),
    enabled: oldestAt !== undefined && (isPresent || time !== undefined),
    ...(isPresent && { refetchInterval: READ_AGAIN_MS }),
  })
  const churn = data?.body
  if (!churn && isError) return null
  return (
    <section aria-labelledby="hour" className="min-w-0 lg:col-span-2">
      <LinkedHeading id="hour" href="/churn/?from=-1h" link={t('allChurn')}>
        {t(isPresent ? 'hour' : 'hourThen')}
      </LinkedHeading>
      <div className="min-h-[236px]">
        {churn ? (
          <ChurnChart churn={churn} by="kind" isFixed label={t(isPresent ? 'hour' : 'hourThen')} scope={EVERYWHERE} />
        ) : (
          <Bone className="h-[210px] w-full" />
        )}
      </div>
    </section>
  )
}
