'use client'

import type { Alert } from '@portolan/contract'
import { BellOff, Check, type LucideIcon } from 'lucide-react'
import dynamic from 'next/dynamic'
import { type ReactElement, type RefObject, useRef, useState } from 'react'
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
  return (
    <FormAction
      icon={Check}
      label={t('acknowledge')}
      mark={{ 'data-acknowledge': alert.id }}
      form={(place) => <AcknowledgeForm alert={alert} {...place} />}
    />
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
  return (
    <FormAction
      icon={BellOff}
      label={t('silence')}
      mark={{ 'data-silence': alert.id }}
      form={(place) => <SilenceForm alert={alert} {...place} />}
    />
  )
}

/** Where the form of an action stands, and how it closes. */
interface FormPlace {
  readonly anchor: RefObject<HTMLButtonElement | null>
  readonly onClose: () => void
}

interface FormActionProperties {
  readonly icon: LucideIcon
  readonly label: string
  /** What finds the button again, once the list was drawn anew. */
  readonly mark: Readonly<Record<`data-${string}`, string>>
  readonly form: (place: FormPlace) => ReactElement
}

/** An action that asks for more, in a form at its button. */
function FormAction({ icon: Icon, label, mark, form }: FormActionProperties): ReactElement {
  const anchor = useRef<HTMLButtonElement>(null)
  const [isOpen, setIsOpen] = useState(false)
  return (
    <>
      <ActionButton
        ref={anchor}
        aria-haspopup="dialog"
        aria-expanded={isOpen}
        onClick={() => setIsOpen(true)}
        {...mark}
      >
        <Icon size={14} aria-hidden="true" />
        {label}
      </ActionButton>
      {isOpen && form({ anchor, onClose: () => setIsOpen(false) })}
    </>
  )
}
