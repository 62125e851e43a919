'use client'

import type { ReactElement } from 'react'
import { useTranslations } from 'use-intl'
import { formatInstant } from '../../../i18n/instant.ts'
import { useToldDuration } from '../../../i18n/use-told-duration.ts'
import { usePreferences } from '../../../preferences/preferences-store.ts'
import type { Lane } from '../model/lanes.ts'

/** Everything a lane shows, as sentences: what the endpoint was when, what the Pod went through, what went wrong. */
export function LaneInWords({ lane: { role, drawing } }: { lane: Lane }): ReactElement {
  const t = useTranslations()
  const { endpoints, ticks, incidents } = drawing()
  const duration = useToldDuration()
  const { zone } = usePreferences()
  const time = (at: number) => formatInstant(at, 'ms', zone)
  return (
    <>
      {t(`rollout.role.${role}`)}.{' '}
      {endpoints.map(({ state, from, to }) => (
        <span key={`${state} ${from}`}>
          {t(to === undefined ? 'rollout.lasting' : 'ledger.lasted', {
            state: t(`endpointState.${state}`),
            at: time(from),
            duration: duration(to === undefined ? 0 : to - from),
          })}{' '}
        </span>
      ))}
      {ticks.map(({ phase, at }) => (
        <span key={`${phase} ${at}`}>
          {t(`rollout.phase.${phase}`)} {time(at)}.{' '}
        </span>
      ))}
      {incidents.map(({ at, incident: { kind, reason, told, container } }) => (
        <span key={`${told.seq} ${kind} ${container} ${reason}`}>
          {t(`rollout.incident.${kind}`)} {reason} {time(at)}.{' '}
        </span>
      ))}
    </>
  )
}
