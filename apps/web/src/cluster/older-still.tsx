'use client'

import type { Finding } from '@portolan/contract'
import type { ReactElement } from 'react'
import { useTranslations } from 'use-intl'

/** After a `since`: `or earlier`, where it held already when the rules were first evaluated. */
export function OlderStill({ finding: { mayBeOlder } }: { finding: Pick<Finding, 'mayBeOlder'> }): ReactElement | null {
  const t = useTranslations('findings')
  return mayBeOlder ? <span className="text-text-3"> {t('sinceAtLeast')}</span> : null
}
