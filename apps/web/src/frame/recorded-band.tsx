'use client'

import type { BundleStatus } from '@portolan/contract'
import { FileClock } from 'lucide-react'
import type { ReactElement } from 'react'
import { useTranslations } from 'use-intl'
import { Time } from '../ui/time.tsx'

/** Nothing here is live: the whole log is a file somebody saved. */
export function RecordedBand({ bundle }: { bundle: BundleStatus }): ReactElement {
  const t = useTranslations('bundle')
  const instants = {
    from: () => <Time at={Date.parse(bundle.from)} form="date-second" className="mono" />,
    to: () => <Time at={Date.parse(bundle.to)} form="date-second" className="mono" />,
  }
  return (
    <p className="flex min-h-8 shrink-0 flex-wrap items-center gap-x-3 border-line border-b bg-surface px-4 py-1 text-text-2 sm:px-6">
      <FileClock size={15} strokeWidth={1.75} aria-hidden="true" className="shrink-0" />
      <span className="max-sm:min-w-0 max-sm:flex-1">{t.rich('recorded', instants)}</span>
      {bundle.redacted && <span className="text-text-3">{t('redacted')}</span>}
    </p>
  )
}
