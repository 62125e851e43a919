'use client'

import type { Alert } from '@portolan/contract'
import { BellOff, Check } from 'lucide-react'
import dynamic from 'next/dynamic'
import type { ReactElement } from 'react'
import { useTranslations } from 'use-intl'
import { takeBackEach } from '../../../api/alert-commands.ts'
import { useAt } from '../../../time/use-at.ts'
import { AppLink } from '../../../ui/app-link.tsx'
import { buttonClass } from '../../../ui/button.tsx'
import { ActionButton } from '../form/action-button.tsx'
import { Refusal } from '../form/refusal.tsx'
import { useCommand } from '../form/use-command.ts'
import { alertLinks } from './alert-links.ts'
import { FormAction } from './form-action.tsx'

const AcknowledgeForm = dynamic(() => import('./acknowledge-form.tsx').then((module) => module.AcknowledgeForm), {
  ssr: false,
})
const SilenceForm = dynamic(() => import('./silence-form.tsx').then((module) => module.SilenceForm), { ssr: false })

/** What one can do about an alert, or all of an incident, and where one can look at it as it was when it began. */
export function AlertActions({
  alerts,
  rollout,
}: {
  /** The one it is about, the worst of an incident, comes first. */
  alerts: readonly [Alert, ...Alert[]]
  rollout: string | undefined
}): ReactElement {
  const { text: past } = useAt()
  return (
    <div className="mt-1 flex flex-wrap gap-2">
      {past === undefined && <Decisions alerts={alerts} />}
      <Places alert={alerts[0]} rollout={rollout} />
    </div>
  )
}

function Decisions({ alerts }: { alerts: readonly [Alert, ...Alert[]] }): ReactElement {
  const t = useTranslations('alerts.actions')
  const [{ id }] = alerts
  const { run, isBusy, refusal } = useCommand(takeBackEach)
  const acknowledged = alerts.filter(({ state }) => state === 'acknowledged').map((alert) => alert.id)
  const isFiring = alerts.some(({ state }) => state === 'firing')
  const isHeard = alerts.some(({ state, silencedBy }) => state !== 'resolved' && silencedBy.length === 0)
  return (
    <>
      {isFiring && (
        <FormAction
          icon={Check}
          label={t('acknowledge')}
          mark={{ 'data-acknowledge': id }}
          form={(place) => <AcknowledgeForm alerts={alerts} {...place} />}
        />
      )}
      {!isFiring && acknowledged.length > 0 && (
        <ActionButton isBusy={isBusy} onClick={() => run(acknowledged)}>
          {t('takeBack')}
        </ActionButton>
      )}
      {isHeard && (
        <FormAction
          icon={BellOff}
          label={t('silence')}
          mark={{ 'data-silence': id }}
          form={(place) => <SilenceForm alerts={alerts} {...place} />}
        />
      )}
      <Refusal of={refusal} />
    </>
  )
}

function Places({ alert, rollout }: { alert: Alert; rollout: string | undefined }): ReactElement {
  const t = useTranslations('alerts.actions')
  const links = alertLinks(alert, rollout)
  return (
    <>
      {links.map !== undefined && <Go to={links.map}>{t('map')}</Go>}
      <Go to={links.page}>{t('page')}</Go>
      {links.rollout !== undefined && <Go to={links.rollout}>{t('rollout')}</Go>}
      {links.trace !== undefined && <Go to={links.trace}>{t('trace')}</Go>}
    </>
  )
}

function Go({ to, children }: { to: string; children: string }): ReactElement {
  return (
    <AppLink href={to} className={buttonClass('quiet')}>
      {children}
    </AppLink>
  )
}
