'use client'

import { useQuery } from '@tanstack/react-query'
import type { ReactElement } from 'react'
import { useTranslations } from 'use-intl'
import { churnQuery } from '../../api/queries.ts'
import { codeAndDetail } from '../../errors.ts'
import { Failed } from '../../frame/failed.tsx'
import { useTimeWindow } from '../../time/use-time-window.ts'
import { DrawerSection } from '../../ui/drawer-section.tsx'
import { Bone } from '../../ui/skeleton.tsx'
import { askedSteps } from './asked-steps.ts'
import { CauseBars } from './cause-bars.tsx'
import { ChurnChart } from './churn-chart.tsx'
import { churnOf } from './churn-shapes.ts'
import { LargestSteps } from './largest-steps.tsx'

/** Telling why costs more than telling what: it is asked for less often. */
const READ_AGAIN_MS = 5_000

/** The churn of one Service over the stretch of time in the link: as a chart by cause, why in numbers, and when most happened. */
export function ServiceChurn({ namespace, name }: { namespace: string; name: string }): ReactElement {
  const t = useTranslations('churn')
  const { window, oldestAt } = useTimeWindow()
  const { from, to, chartMs, againMs } = askedSteps(window)
  const { data, error, refetch } = useQuery({
    ...churnQuery({ service: `${namespace}/${name}`, from, ...(to && { to }), step: chartMs, causes: true }),
    enabled: oldestAt !== undefined || !window.isLive,
    refetchInterval: againMs === undefined ? false : Math.max(READ_AGAIN_MS, againMs),
  })
  const churn = data?.body
  if (!churn && error) return <Failed heading="h2" {...codeAndDetail(error)} onRetry={() => void refetch()} />
  if (!churn) return <Bone className="h-44 w-full" />
  const scope = { namespaces: [namespace], service: name }
  return (
    <div className="flex flex-col gap-5">
      <ChurnChart churn={churn} by="cause" label={t('chartOf', { name: `${namespace}/${name}` })} scope={scope} />
      {churn.steps.some((step) => churnOf(step) > 0) ? (
        <>
          <DrawerSection title={t('why')}>
            <CauseBars churn={churn} />
          </DrawerSection>
          <DrawerSection title={t('largest')}>
            <LargestSteps churn={churn} scope={scope} />
          </DrawerSection>
        </>
      ) : (
        <p className="text-text-2">{t('stoodStill')}</p>
      )}
    </div>
  )
}
