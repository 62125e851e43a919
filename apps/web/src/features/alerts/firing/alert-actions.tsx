'use client'

import type { Alert } from '@portolan/contract'
import { BellOff, Check } from 'lucide-react'
import dynamic from 'next/dynamic'
import { type ReactElement, useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import { takeBackAcknowledgement } from '../../../api/alert-commands.ts'
import { AppLink } from '../../../ui/app-link.tsx'
import { buttonClass } from '../../../ui/button.tsx'
import { ActionButton } from '../form/action-button.tsx'
import { useCommand } from '../form/use-command.ts'
import { alertLinks } from './alert-links.ts'

const AcknowledgeForm = dynamic(() => import('./acknowledge-form.tsx').then((module) => module.AcknowledgeForm), {
  ssr: false,
})
const SilenceForm = dynamic(() => import('./silence-form.tsx').then((module) => module.SilenceForm), { ssr: false })

/** What one can do about an alert, and where one can look at it as it was when it began. */
export function AlertActions({ alert, rollout }: { alert: Alert; rollout: string | undefined }): ReactElement {
  const t = useTranslations('alerts.actions')
  const links = alertLinks(alert, rollout)
  return (
    <div className="mt-1 flex flex-wrap gap-2">
      {alert.state === 'firing' && <Acknowledge alert={alert} />}
      {alert.state === 'acknowledged' && <TakeBack alert={alert} />}
      {alert.state !== 'resolved' && alert.silencedBy.length === 0 && <Silence alert={alert} />}
      {links.map !== undefined && <Go to={links.map}>{t('map')}</Go>}
      <Go to={links.page}>{t('page')}</Go>
      {links.rollout !== undefined && <Go to={links.rollout}>{t('rollout')}</Go>}
      {links.trace !== undefined && <Go to={links.trace}>{t('trace')}</Go>}
    </div>
  )
}

function Go({ to, children }: { to: string; children: string }): ReactElement {
  return (
    <AppLink href={to} className={buttonClass('quiet')}>
      {children}
    </AppLink>
  )
}

function Acknowledge({ alert }: { alert: Alert }): ReactElement {
  const t = useTranslations('alerts.actions')
  const button = useRef<HTMLButtonElement>(null)
  const [isOpen, setIsOpen] = useState(false)
  return (
    <>
      <ActionButton
        ref={button}
        aria-haspopup="dialog"
        aria-expanded={isOpen}
        onClick={() => setIsOpen(true)}
        data-acknowledge={alert.id}
      >
        <Check size={14} aria-hidden="true" />
        {t('acknowledge')}
      </ActionButton>
      {isOpen && <AcknowledgeForm alert={alert} anchor={button} onClose={() => setIsOpen(false)} />}
    </>
  )
}

function TakeBack({ alert }: { alert: Alert }): ReactElement {
  const t = useTranslations('alerts.actions')
  const { run, isBusy } = useCommand(takeBackAcknowledgement)
  return (
    <ActionButton isBusy={isBusy} onClick={() => run(alert.id)}>
      {t('takeBack')}
    </ActionButton>
  )
}

function Silence({ alert }: { alert: Alert }): ReactElement {
  const t = useTranslations('alerts.actions')
  const button = useRef<HTMLButtonElement>(null)
  const [isOpen, setIsOpen] = useState(false)
  return (
    <>
      <ActionButton
        ref={button}
        aria-haspopup="dialog"
        aria-expanded={isOpen}
        onClick={() => setIsOpen(true)}
        data-silence={alert.id}
      >
        <BellOff size={14} aria-hidden="true" />
        {t('silence')}
      </ActionButton>
      {isOpen && <SilenceForm alert={alert} anchor={button} onClose={() => setIsOpen(false)} />}
    </>
  )
}
