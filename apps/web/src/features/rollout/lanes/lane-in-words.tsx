'use client'

import type { ReactElement } from 'react'
import { useTranslations } from 'use-intl'
import { formatInstant } from '../../../i18n/instant.ts'
import { useTell } from '../../../i18n/use-sentences.ts'
import { useToldDuration } from '../../../i18n/use-told-duration.ts'
import { usePreferences } from '../../../preferences/preferences-store.ts'
import type { Lane } from '../model/lanes.ts'
import { useCausesOf } from '../why/causes-context.ts'
import { signOf } from './lane-shapes.tsx'

/** Everything a lane shows, as sentences: what the endpoint was when, what the Pod went through, what went wrong. */
export function LaneInWords({ lane: { uid, role, drawing } }: { lane: Lane }): ReactElement {
  const t = useTranslations()
  const { endpoints, ticks, incidents } = drawing()
  const causes = useCausesOf(uid)
  const tell = useTell()
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
      {causes.map(({ change, at, cause }) => (
        <span key={`${change} ${at}`}>
          {t(`causes.${change}`)} {time(at)}: {tell(cause.sentence).text}.{' '}
        </span>
      ))}
      {ticks.map(({ phase, at }) => (
        <span key={`${phase} ${at}`}>
          {t(`rollout.phase.${phase}`)} {time(at)}.{' '}
        </span>
      ))}
      {incidents.map(({ at, incident }) => (
        <span key={`${incident.told.seq} ${incident.kind} ${incident.container} ${incident.reason}`}>
          {t(`rollout.incident.${signOf(incident)}`)} {incident.reason} {time(at)}.{' '}
        </span>
      ))}
    </>
  )
}
