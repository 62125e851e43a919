'use client'

import type { Delivery } from '@portolan/contract'
import type { ReactElement } from 'react'
import { useTranslations } from 'use-intl'
import { useDuration } from '../../../i18n/use-duration.ts'
import { Glyph } from '../../../ui/glyph.tsx'
import { Time } from '../../../ui/time.tsx'

/** One try: when, how long it took, the status and what the receiver answered. */
export function AttemptLine({ attempt }: { attempt: Delivery['attempts'][number] }): ReactElement {
  const t = useTranslations('alerts.deliveries')
  const duration = useDuration()
  const { at, durationMs, outcome, status, answer, nextAt } = attempt
  return (
    <div className="flex flex-wrap items-center gap-x-3">
      <Time at={Date.parse(at)} form="auto-ms" className="mono text-text-2" />
      <span className="inline-flex items-center gap-1.5">
        {outcome === 'delivered' ? <Glyph shape="disc" tone="ready" /> : <Glyph shape="square" tone="unready" />}
        {t(`outcome.${outcome}`)}
      </span>
      {status !== undefined && <span className="mono">{status}</span>}
      <span className="text-text-3">{duration(durationMs)}</span>
      {answer !== '' && (
        <span lang="en" className="mono min-w-0 whitespace-pre-wrap break-all text-text-2">
          {answer}
        </span>
      )}
      {nextAt !== null && (
        <span className="text-text-3">
          {t.rich('again', { at: () => <Time at={Date.parse(nextAt)} className="mono" /> })}
        </span>
      )}
    </div>
  )
}
