'use client'

import type { ServiceDetail } from '@portolan/contract'
import { type ReactElement, useMemo } from 'react'
import { useTranslations } from 'use-intl'
import { serviceState } from '../../cluster/service-state.ts'
import { useDuration } from '../../i18n/use-duration.ts'
import { useAt } from '../../time/use-at.ts'
import { useShownTime } from '../../time/use-shown-time.ts'
import { Time } from '../../ui/time.tsx'
import { readySteps } from './ledger/ready-steps.ts'
import type { ShownLedger } from './ledger/use-ledger.ts'

/** "2 of 5 endpoints ready. Since 14:01:07.220 (2 min)": the answer before anything else. */
export function StateSentence({ service, shown }: { service: ServiceDetail; shown: ShownLedger }): ReactElement {
  const t = useTranslations('service.sentence')
  const { ready, unready, terminating } = service.endpoints
  return (
    <span>
      {t(serviceState(service), { ready, total: ready + unready })}
      {terminating > 0 && ` ${t('draining', { count: terminating })}`} <Since ready={ready} shown={shown} />
    </span>
  )
}

/** Since when that many have been ready, as of the instant shown; nothing where the ledger does not tell. */
function Since({ ready, shown: { ledger, window, now } }: { ready: number; shown: ShownLedger }): ReactElement | null {
  const t = useTranslations('service.sentence')
  const duration = useDuration()
  const isPast = useAt().instant !== undefined
  const shownTime = useShownTime()
  const at = isPast ? shownTime : window.isLive ? now : undefined
  const knownFrom = ledger?.from ? Date.parse(ledger.from) : undefined
  const steps = useMemo(
    () => (ledger && knownFrom !== undefined ? readySteps(ledger.intervals, knownFrom, Number.POSITIVE_INFINITY) : []),
    [ledger, knownFrom],
  )
  if (at === undefined) return null
  const step = isPast ? steps.findLast((each) => each.at <= at) : steps.at(-1)
  if (step?.ready !== ready) return null
  const lasting = duration(Math.max(0, at - step.at), 'second')
  return (
    <span className="text-text-2">
      {step.at === knownFrom
        ? t('longer', { duration: lasting })
        : t.rich('since', {
            at: () => <Time at={step.at} form="auto-ms" className="mono" />,
            duration: lasting,
          })}
    </span>
  )
}
