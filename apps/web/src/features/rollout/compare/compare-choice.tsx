'use client'

import type { Rollout } from '@portolan/contract'
import { useInfiniteQuery } from '@tanstack/react-query'
import type { ReactElement } from 'react'
import { useTranslations } from 'use-intl'
import { rolloutsQuery } from '../../../api/queries.ts'
import { imageChanges } from '../../../cluster/image-change.ts'
import { formatInstant } from '../../../i18n/instant.ts'
import { usePreferences } from '../../../preferences/preferences-store.ts'
import { useRolloutUrl } from '../rollout-url.ts'

/** Another rollout of the same workload, to be laid beside this one; nothing where there is no other. */
export function CompareChoice({ rollout: { id, workload } }: { rollout: Rollout }): ReactElement | null {
  const t = useTranslations()
  const { zone } = usePreferences()
  const { against, compareWith } = useRolloutUrl()
  const { kind, namespace, name } = workload
  const { data } = useInfiniteQuery(rolloutsQuery({ workload: `${kind}/${namespace}/${name}` }))
  const others = (data?.pages[0]?.body.items ?? []).filter((other) => other.id !== id)
  if (others.length === 0 && against === undefined) return null
  return (
    <select
      aria-label={t('rollout.compare.choose')}
      value={against ?? ''}
      onChange={({ target: { value } }) => compareWith(value === '' ? undefined : value)}
      className="h-8 max-w-[min(22rem,80vw)] rounded-control border border-control/60 bg-page px-2 text-text-1 hover:bg-hover pointer-coarse:h-11"
    >
      <option value="">{against === undefined ? t('rollout.compare.choose') : t('rollout.compare.alone')}</option>
      {against !== undefined && !others.some((other) => other.id === against) && (
        <option value={against}>{against}</option>
      )}
      {others.map((other) => (
        <option key={other.id} value={other.id}>
          {formatInstant(Date.parse(other.requestedAt), 'date-second', zone)} · {t(`verdict.${other.verdict.kind}`)}
          {tagOf(other)}
        </option>
      ))}
    </select>
  )
}

function tagOf({ revisions: { from, to } }: Rollout): string {
  const [first] = imageChanges(from.images, to.images)
  return first ? ` · ${first.from ?? ''} → ${first.to ?? ''}` : ''
}
