'use client'

import type { Alert } from '@portolan/contract'
import clsx from 'clsx'
import { BellRing, CircleCheck, type LucideIcon, UserCheck } from 'lucide-react'
import type { ReactElement } from 'react'
import { useTranslations } from 'use-intl'

const LOOKS: Readonly<Record<Alert['state'], { readonly icon: LucideIcon; readonly tone: string }>> = {
  firing: { icon: BellRing, tone: 'bg-tint-unready text-unready' },
  acknowledged: { icon: UserCheck, tone: 'bg-accent-tint text-accent' },
  resolved: { icon: CircleCheck, tone: 'bg-tint-ready text-ready' },
}

/** Whether it fires, somebody takes care of it, or it is over: a sign and its word, so that no colour is needed. */
export function AlertStateSign({ state }: { state: Alert['state'] }): ReactElement {
  const t = useTranslations('alerts.states')
  const { icon: Icon, tone } = LOOKS[state]
  return (
    <span
      className={clsx(
        'inline-flex h-5 shrink-0 items-center gap-1 whitespace-nowrap rounded-chip px-1.5 text-12',
        tone,
      )}
    >
      <Icon size={12} strokeWidth={2} aria-hidden="true" />
      {t(state)}
    </span>
  )
}
