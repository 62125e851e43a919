'use client'

import type { RolloutDetail } from '@portolan/contract'
import { Diff } from 'lucide-react'
import type { ReactElement } from 'react'
import { useTranslations } from 'use-intl'
import { hrefWith } from '../../../frame/namespaces.ts'
import { instantText } from '../../../time/instant.ts'
import { AppLink } from '../../../ui/app-link.tsx'
import { buttonClass } from '../../../ui/button.tsx'

/** The map of the namespace from just before the request to the end, or to now while it runs: what the rollout left changed. */
export function BeforeAndAfter({
  rollout: { workload, requested, endedAt },
}: {
  rollout: RolloutDetail
}): ReactElement {
  const t = useTranslations('rollout')
  return (
    <AppLink
      href={hrefWith('/map/', {
        namespace: workload.namespace,
        at: endedAt ?? undefined,
        with: instantText({ seq: requested.seq - 1 }),
      })}
      data-hint={t('beforeAndAfterHint')}
      className={buttonClass()}
    >
      <Diff size={14} aria-hidden="true" />
      {t('beforeAndAfter')}
    </AppLink>
  )
}
