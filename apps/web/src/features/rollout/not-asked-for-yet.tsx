'use client'

import { useQuery } from '@tanstack/react-query'
import type { ReactElement } from 'react'
import { useTranslations } from 'use-intl'
import { rolloutQuery } from '../../api/queries.ts'
import { hrefWith } from '../../frame/namespaces.ts'
import { instantText } from '../../time/instant.ts'
import { useAt } from '../../time/use-at.ts'
import { useInstantTime } from '../../time/use-instant-time.ts'
import { AppLink } from '../../ui/app-link.tsx'
import { Button, buttonClass } from '../../ui/button.tsx'
import { Glyph } from '../../ui/glyph.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Time } from '../../ui/time.tsx'
import { RolloutSkeleton } from './rollout-skeleton.tsx'

/**
 * At the instant looked at there was no rollout of this id: it was asked for later, and that is where the way leads.
 * @param otherwise shown where there is none at the present either
 */
export function NotAskedForYet({ id, otherwise }: { id: string; otherwise: ReactElement }): ReactElement {
  const t = useTranslations('rollout.notYet')
  const { instant, goTo } = useAt()
  const at = useInstantTime(instant)
  const { data, error } = useQuery(rolloutQuery(id))
  if (error) return otherwise
  if (data?.body.id !== id) return <RolloutSkeleton />
  const { requested, requestedAt, workload } = data.body
  return (
    <Notice
      glyph={<Glyph shape="open-square" tone="unknown" size={20} />}
      title={t('title')}
      actions={
        <>
          <AppLink
            href={hrefWith('/rollout/', { id, at: instantText({ seq: requested.seq }) })}
            className={buttonClass('primary')}
          >
            {t('toRequest')}
          </AppLink>
          <Button onClick={() => goTo(undefined)}>{t('toLive')}</Button>
        </>
      }
    >
      <p>
        {t.rich(at === undefined ? 'hint' : 'hintAt', {
          workload: `${workload.namespace}/${workload.name}`,
          requested: () => <Time at={Date.parse(requestedAt)} form="date-ms" className="mono" />,
          at: () => at !== undefined && <Time at={at} form="date-ms" className="mono" />,
        })}
      </p>
    </Notice>
  )
}
