'use client'

import { Download, EllipsisVertical } from 'lucide-react'
import { type ReactElement, useId, useState } from 'react'
import { useTranslations } from 'use-intl'
import { urlOf } from '../../api/request.ts'
import type { TimeWindow } from '../../time/time-window.ts'
import { buttonClass } from '../../ui/button.tsx'
import { ICON_CONTROL } from '../../ui/icon-button.tsx'
import { Time } from '../../ui/time.tsx'
import type { BarScope } from './bar-scope.ts'

/** What can be done with the window: take it away as a file. A popover of the browser's own. */
export function BarMenu({ window, scope }: { window: TimeWindow; scope: BarScope }): ReactElement {
  const t = useTranslations('timeBar')
  const id = useId()
  return (
    <>
      <button type="button" popoverTarget={id} aria-label={t('menu')} data-hint={t('menu')} className={ICON_CONTROL}>
        <EllipsisVertical size={16} aria-hidden="true" />
      </button>
      <div
        id={id}
        popover="auto"
        className="fixed inset-auto right-3 bottom-[72px] m-0 w-80 max-w-[calc(100vw-24px)] rounded-card border border-line bg-raised p-4 text-text-2 shadow-raised"
      >
        <DownloadIncident window={window} scope={scope} />
      </div>
    </>
  )
}

function DownloadIncident({ window: { from, to }, scope }: { window: TimeWindow; scope: BarScope }): ReactElement {
  const t = useTranslations('timeBar.download')
  const [isRedacted, setIsRedacted] = useState(false)
  const query = {
    from: new Date(from).toISOString(),
    to: new Date(to).toISOString(),
    namespace: scope.namespaces.length > 0 ? scope.namespaces : undefined,
    redactNames: isRedacted || undefined,
  }
  return (
    <section aria-label={t('title')} className="flex flex-col gap-3">
      <h2 className="font-medium text-text-1">{t('title')}</h2>
      <p className="text-12">
        {t.rich('what', {
          from: () => <Time at={from} form="auto-second" className="mono text-text-1" />,
          to: () => <Time at={to} form="auto-second" className="mono text-text-1" />,
          scope: scope.namespaces.length > 0 ? scope.namespaces.join(', ') : t('everything'),
        })}
      </p>
      <label className="flex items-start gap-2 text-12">
        <input
          type="checkbox"
          checked={isRedacted}
          onChange={({ target }) => setIsRedacted(target.checked)}
          className="mt-0.5 size-3.5 accent-(--accent)"
        />
        {t('redact')}
      </label>
      <a href={urlOf({ path: '/bundle', query })} download className={buttonClass('primary')}>
        <Download size={14} aria-hidden="true" />
        {t('save')}
      </a>
      <p className="text-12 text-text-3">
        {t.rich('open', { command: () => <code className="mono">portolan open incident.portolan.gz</code> })}
      </p>
    </section>
  )
}
