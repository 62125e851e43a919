'use client'

import dynamic from 'next/dynamic'
import type { ReactElement } from 'react'
import { useTranslations } from 'use-intl'
import { firingOf } from '../../frame/begun-alerts.ts'
import { useShortcuts } from '../../frame/shortcuts.ts'
import { useTimedTitle } from '../../frame/timed-title.ts'
import { useAlertNews } from '../../live/use-alert-news.ts'
import { useStatus } from '../../live/use-live.ts'
import { useAt } from '../../time/use-at.ts'
import { TableLoading } from '../../ui/table-loading.tsx'
import { Tabs } from '../../ui/tabs.tsx'
import { ALERT_TABS, useAlertsUrl } from './alerts-url.ts'
import { AsidePlace } from './aside-slot.tsx'
import { useCannotChange } from './cannot-change.ts'
import { AlertDrawer } from './firing/alert-drawer.tsx'
import { FiringTab } from './firing/firing-tab.tsx'
import { UndoNotice } from './undo-notice.tsx'

const loading = () => <TableLoading rows={8} />
const IncidentDrawer = dynamic(() => import('./firing/incident-drawer.tsx').then((module) => module.IncidentDrawer), {
  ssr: false,
})
const RulesTab = dynamic(() => import('./rules/rules-tab.tsx').then((module) => module.RulesTab), { loading })
const SilencesTab = dynamic(() => import('./silences/silences-tab.tsx').then((module) => module.SilencesTab), {
  loading,
})
const ReceiversTab = dynamic(() => import('./receivers/receivers-tab.tsx').then((module) => module.ReceiversTab), {
  loading,
})
const DeliveriesTab = dynamic(() => import('./deliveries/deliveries-tab.tsx').then((module) => module.DeliveriesTab), {
  loading,
})

const TABS = {
  firing: FiringTab,
  rules: RulesTab,
  silences: SilencesTab,
  receivers: ReceiversTab,
  deliveries: DeliveriesTab,
}

/** What fires and why, what is watched for, what hides it, who is told, and whether they were. */
export function AlertsScreen(): ReactElement {
  const t = useTranslations('alerts')
  const { tab, setTab, openId, open, openIncidentId, openIncident } = useAlertsUrl()
  const reason = useCannotChange()
  const news = useAlertNews()
  const { text: past } = useAt()
  useTimedTitle(t('title'))
  useAlertsKeys()
  const Shown = TABS[tab]
  return (
    <div className="flex h-full">
      <div className="min-w-0 flex-1 overflow-y-auto">
        <h1 className="sr-only">{t('title')}</h1>
        {reason !== undefined && <p className="bg-surface px-4 py-1.5 text-text-2 sm:px-6">{reason}</p>}
        <AlertingTrouble />
        {past !== undefined && (
          <p className="bg-surface px-4 py-1.5 text-text-2 sm:px-6">
            {t(tab === 'firing' ? 'past.firing' : 'past.others')}
          </p>
        )}
        <Tabs
          label={t('title')}
          tabs={ALERT_TABS.map((value) => ({
            ...{ value, label: t(`tabs.${value}`) },
            ...(value === 'firing' && news !== undefined && past === undefined && { count: firingOf(news.counts) }),
          }))}
          value={tab}
          onChange={setTab}
        >
          <Shown />
        </Tabs>
      </div>
      <AsidePlace />
      {openId !== undefined && <AlertDrawer key={openId} id={openId} onClose={() => open(undefined)} />}
      {openIncidentId !== undefined && (
        <IncidentDrawer key={openIncidentId} id={openIncidentId} onClose={() => openIncident(undefined)} />
      )}
      <UndoNotice />
    </div>
  )
}

/** Says that alerts are not judged now, and why; nothing where they are. */
function AlertingTrouble(): ReactElement | null {
  const t = useTranslations('alerts.trouble')
  const alerting = useStatus().status?.alerting
  if (alerting === undefined || alerting.state === 'running') return null
  return (
    <div role="alert" className="flex items-start gap-2 bg-past-band px-4 py-2 text-past-text sm:px-6">
      <p className="min-w-0">
        <span className="font-medium">{t(alerting.state)}</span>{' '}
        {alerting.detail !== undefined && (
          <span lang="en" className="break-words">
            {alerting.detail}
          </span>
        )}
      </p>
    </div>
  )
}

/** `j` and `k` move along the alerts; with the drawer open, it follows. `a` and `s` act on the one in focus. */
function useAlertsKeys(): void {
  const { openId, open } = useAlertsUrl()
  const move = (step: 1 | -1) => {
    const links = [...document.querySelectorAll<HTMLElement>('#content [data-alert]')]
    const from = links.findIndex(
      (link) => link === document.activeElement || (openId !== undefined && link.dataset.alert === openId),
    )
    const next = links[from + step]
    next?.focus()
    if (openId !== undefined && next?.dataset.alert !== undefined) open(next.dataset.alert)
  }
  const act = (button: 'acknowledge' | 'silence') => {
    const card = document.activeElement?.closest('article, aside') ?? document.querySelector('#content article')
    card?.querySelector<HTMLElement>(`[data-${button}]`)?.click()
  }
  useShortcuts([
    { id: 'list.next', run: () => move(1) },
    { id: 'list.previous', run: () => move(-1) },
    { id: 'alerts.acknowledge', run: () => act('acknowledge') },
    { id: 'alerts.silence', run: () => act('silence') },
  ])
}
