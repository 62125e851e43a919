'use client'

import type { ServiceDetail } from '@portolan/contract'
import { useQuery } from '@tanstack/react-query'
import { type ReactElement, useMemo } from 'react'
import { useTranslations } from 'use-intl'
import { ledgerQuery } from '../../api/queries.ts'
import { serviceState } from '../../cluster/service-state.ts'
import { useDuration } from '../../i18n/use-duration.ts'
import { useServerNow } from '../../live/server-clock.ts'
import { Time } from '../../ui/time.tsx'
import { lastReadyStep } from './ledger/ready-steps.ts'

/** "2 of 5 endpoints ready since 14:01:07.220 (2 min)": the answer before anything else. */
export function StateSentence({ service }: { service: ServiceDetail }): ReactElement {
  const t = useTranslations('service.sentence')
  const { ready, unready, terminating } = service.endpoints
  const state = serviceState(service)
  return (
    <span>
      {t(state, { ready, total: ready + unready })}
      {terminating > 0 && ` ${t('draining', { count: terminating })}`} <Since service={service} />
    </span>
  )
}

/** Since when that many have been ready; nothing where the history does not tell. */
function Since({ service: { namespace, name, endpoints } }: { service: ServiceDetail }): ReactElement | null {
  const t = useTranslations('service.sentence')
  const duration = useDuration()
  const now = useServerNow()
  const { data } = useQuery(ledgerQuery(namespace, name, {}))
  const step = useMemo(() => data && lastReadyStep(data.body.intervals), [data])
  if (!step || step.ready !== endpoints.ready) return null
  return (
    <span className="text-text-2">
      {t.rich('since', {
        at: () => <Time at={step.at} form="auto-ms" className="mono" />,
        duration: duration(Math.max(0, now - step.at), 'second'),
      })}
    </span>
  )
}
