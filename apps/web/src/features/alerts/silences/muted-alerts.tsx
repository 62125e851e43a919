'use client'

import type { Alert, AlertMatcher } from '@portolan/contract'
import type { ReactElement } from 'react'
import { useTranslations } from 'use-intl'
import { AlertLine } from '../alert-line.tsx'
import { useFiringAlerts } from '../firing/use-firing.ts'
import { wouldMute } from './would-mute.ts'

const NAMED = 20

/** Alerts that fire now and that a matcher holds; `undefined` until all that fire are read. */
export function useMuted(matcher: AlertMatcher): readonly Alert[] | undefined {
  return useFiringAlerts()?.filter((alert) => wouldMute(matcher, alert))
}

/** What a silence would hide now, by number and by name, before it is made. */
export function MutedAlerts({ matcher }: { matcher: AlertMatcher }): ReactElement {
  const t = useTranslations('alerts.silences')
  const muted = useMuted(matcher)
  if (muted === undefined) return <p className="text-text-2">{t('counting')}</p>
  return (
    <div>
      <output className="font-medium">
        {t('mutes', { count: muted.length })}
        {matcher.labels !== undefined && <span className="font-normal text-text-2"> {t('labelsNotCounted')}</span>}
      </output>
      {muted.length > 0 && (
        <details>
          <summary className="w-fit cursor-pointer py-1 text-12 text-text-2">{t('which')}</summary>
          <ul className="flex max-h-48 flex-col overflow-y-auto">
            {muted.slice(0, NAMED).map((alert) => (
              <li key={alert.id}>
                <AlertLine alert={alert} />
              </li>
            ))}
            {muted.length > NAMED && <li className="text-text-3">{t('moreMuted', { count: muted.length - NAMED })}</li>}
          </ul>
        </details>
      )}
    </div>
  )
}
