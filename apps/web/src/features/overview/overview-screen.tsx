'use client'

import { type ReactElement, useEffect, useMemo, useState } from 'react'
import { useTranslations } from 'use-intl'
import { countStates } from '../../cluster/service-state.ts'
import { Failed } from '../../frame/failed.tsx'
import { useTimedTitle } from '../../frame/timed-title.ts'
import { useStatus } from '../../live/use-live.ts'
import { useAt } from '../../time/use-at.ts'
import { useShownServices } from '../../time/use-shown-services.ts'
import { useAtOnce } from '../../ui/use-at-once.ts'
import { FirstReading } from './first-reading.tsx'
import { HealthSentence } from './health-sentence.tsx'
import { LastHourChart } from './last-hour-chart.tsx'
import { ChangedLately } from './lately/changed-lately-list.tsx'
import { LatestRollouts } from './latest-rollouts.tsx'
import { NamespaceList } from './namespace-list.tsx'
import { NothingYet } from './nothing-yet.tsx'
import { OVERVIEW_WIDTH, OverviewSkeleton } from './overview-skeleton.tsx'
import { readingOf } from './reading-of.ts'
import { Tiles } from './tiles.tsx'
import { TroubleList, troubledServices } from './trouble-list.tsx'
import { UnseenNotice } from './unseen-notice.tsx'
import { useNewestRollouts } from './use-newest-rollouts.ts'
import { useAreTilesSettled } from './use-tiles.ts'
import { WatchedLine } from './watched-line.tsx'

const EVERYWHERE: readonly string[] = []

/** Is traffic healthy right now, and where not? What is being rolled out, what changed lately, what is wrong, what fires? */
export function OverviewScreen(): ReactElement {
  const t = useTranslations('overview')
  const { rows, phase } = useShownServices(EVERYWHERE)
  const counts = useMemo(() => countStates(rows), [rows])
  const troubled = useMemo(() => troubledServices(rows), [rows])
  const told = useNewestRollouts()
  const { status } = useStatus()
  const { instant } = useAt()
  useTimedTitle(t('title'))
  const [isShown, setIsShown] = useState(false)
  if (phase.phase === 'loading') return <OverviewSkeleton />
  if (phase.phase === 'failed') return <Failed {...phase} />
  const isUnread = status !== undefined && readingOf(status.resources).phase !== 'done'
  if (counts.unknown === rows.length && instant === undefined && isUnread) return <FirstReading status={status} />
  if (!isShown) return <BeforeTiles onSettled={() => setIsShown(true)} />
  return (
    <div className="h-full overflow-y-auto overflow-x-hidden">
      <div className={`${OVERVIEW_WIDTH} pb-12`}>
        <HealthSentence counts={counts} />
        <WatchedLine />
        <UnseenNotice />
        <Tiles told={told} />
        <div className="mt-8 grid gap-x-10 gap-y-8 lg:grid-cols-2">
          {rows.length === 0 ? <NothingYet /> : <TroubleList troubled={troubled} unknown={counts.unknown} />}
          <LatestRollouts told={told} room={troubled.length} />
          <LastHourChart />
          <ChangedLately />
          <NamespaceList rows={rows} />
        </div>
      </div>
    </div>
  )
}

/** Until the tiles have their answers: they grow with them. */
function BeforeTiles({ onSettled }: { onSettled: () => void }): ReactElement {
  const isWorthShowing = useAtOnce(useAreTilesSettled())
  useEffect(() => {
    if (isWorthShowing) onSettled()
  }, [isWorthShowing, onSettled])
  return <OverviewSkeleton />
}
