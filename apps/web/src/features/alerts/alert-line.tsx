'use client'

import type { Alert } from '@portolan/contract'
import type { ReactElement } from 'react'
import { useTranslations } from 'use-intl'
import { partsOfKey } from '../../cluster/object-key.ts'
import { SeveritySign } from '../../cluster/severity-sign.tsx'

/** What fires and about what, on one line, where it leads nowhere. */
export function AlertLine({ alert }: { alert: Pick<Alert, 'severity' | 'detector' | 'subject'> }): ReactElement {
  const t = useTranslations('alerts.detectors')
  const { namespace, name } = partsOfKey(alert.subject)
  return (
    <span className="flex min-w-0 flex-wrap items-center gap-x-2 text-12">
      <SeveritySign severity={alert.severity} />
      {t(alert.detector)}
      <span className="mono min-w-0 break-all text-text-2">{namespace === null ? name : `${namespace}/${name}`}</span>
    </span>
  )
}
