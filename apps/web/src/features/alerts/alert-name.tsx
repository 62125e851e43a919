'use client'

import type { Alert } from '@portolan/contract'
import { usePathname, useSearchParams } from 'next/navigation'
import type { ReactElement } from 'react'
import { useTranslations } from 'use-intl'
import { partsOfKey } from '../../cluster/object-key.ts'
import { SeveritySign } from '../../cluster/severity-sign.tsx'
import { AppLink } from '../../ui/app-link.tsx'

/** What fires and about what; opens the alert beside the list. */
export function AlertName({ alert, isShort = false }: { alert: Alert; isShort?: boolean }): ReactElement {
  const t = useTranslations('alerts')
  const pathname = usePathname()
  const parameters = new URLSearchParams(useSearchParams())
  parameters.set('id', alert.id)
  parameters.delete('incident')
  const { kind, namespace, name } = partsOfKey(alert.subject)
  return (
    <AppLink
      href={`${pathname}?${parameters}`}
      scroll={false}
      data-alert={alert.id}
      className="inline-flex min-h-[24px] min-w-0 flex-wrap items-center gap-x-3 rounded-chip hover:text-accent"
    >
      <SeveritySign severity={alert.severity} isNamed={!isShort} />
      <span className={isShort ? undefined : 'font-medium text-14'}>{t(`detectors.${alert.detector}`)}</span>
      <span className="min-w-0 break-all">
        <span lang="en" className="text-text-3">
          {kind}
        </span>{' '}
        <span className="mono">{namespace === null ? name : `${namespace}/${name}`}</span>
        {alert.identity !== undefined && (
          <span title={alert.identity} className="mono text-text-3">
            {' '}
            {shortIdentity(alert.identity)}
          </span>
        )}
      </span>
    </AppLink>
  )
}

/** Of a uid its beginning, as people read it; an address stays. */
function shortIdentity(identity: string): string {
  return /^[0-9a-f]{8}-[0-9a-f-]{27}$/.test(identity) ? identity.slice(0, 8) : identity
}
