'use client'

import type { Alert } from '@portolan/contract'
import { useVirtualizer } from '@tanstack/react-virtual'
import { type ReactElement, useMemo, useRef } from 'react'
import { useTranslations } from 'use-intl'
import { AlertCauseLine } from '../alert-cause.tsx'
import { AlertName } from '../alert-name.tsx'
import { AlertSince } from '../alert-since.tsx'
import { AlertStateSign } from '../alert-state-sign.tsx'
import { type IncidentLine, incidentLines } from './incident-lines.ts'

const LINE_PX = { cause: 40, alert: 60 }
/** A short list stands as it is; a long one scrolls by itself. */
const TALLEST_PX = 420

/** Every alert of an incident below its cause; of a thousand only those in sight are drawn. */
export function IncidentAlerts({ alerts }: { alerts: readonly Alert[] }): ReactElement {
  const t = useTranslations('alerts.incident')
  const lines = useMemo(() => incidentLines(alerts), [alerts])
  const viewport = useRef<HTMLDivElement>(null)
  const virtual = useVirtualizer({
    count: lines.length,
    getScrollElement: () => viewport.current,
    estimateSize: (index) => LINE_PX[lines[index]?.type ?? 'alert'],
    getItemKey: (index) => keyOf(lines[index]),
    overscan: 8,
  })
  return (
    <div
      ref={viewport}
      className="scroll-fade -mx-4 overflow-y-auto border-line border-t"
      style={{ maxHeight: TALLEST_PX }}
    >
      <ol aria-label={t('alerts')} className="relative" style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map(({ key, index, start }) => {
          const line = lines[index]
          return (
            line && (
              <li
                key={key}
                ref={virtual.measureElement}
                data-index={index}
                aria-setsize={lines.length}
                aria-posinset={index + 1}
                className="absolute inset-x-0 top-0 border-line border-b px-4 py-1.5"
                style={{ transform: `translateY(${start}px)` }}
              >
                {line.type === 'cause' ? <CauseLine {...line} /> : <AlertLine alert={line.alert} />}
              </li>
            )
          )
        })}
      </ol>
    </div>
  )
}

function CauseLine({ cause, count }: Extract<IncidentLine, { type: 'cause' }>): ReactElement {
  const t = useTranslations('alerts.incident')
  return (
    <p className="flex flex-wrap items-center gap-x-3 pt-1 text-12">
      {cause === undefined ? <span className="text-text-2">{t('noCause')}</span> : <AlertCauseLine cause={cause} />}
      <span className="text-text-3">{t('alertCount', { count })}</span>
    </p>
  )
}

function AlertLine({ alert }: { alert: Alert }): ReactElement {
  return (
    <>
      <AlertName alert={alert} isShort />
      <p className="flex flex-wrap items-center gap-x-3 text-12">
        <AlertStateSign state={alert.state} />
        <AlertSince since={alert.since} until={alert.resolvedAt} />
      </p>
    </>
  )
}

function keyOf(line: IncidentLine | undefined): string {
  if (line === undefined) return ''
  return line.type === 'alert' ? line.alert.id : `cause ${line.cause?.sentence.text ?? ''}`
}
