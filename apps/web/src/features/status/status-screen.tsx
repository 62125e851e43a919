'use client'

import type { ResourceStatus, Status } from '@portolan/contract'
import type { ReactElement } from 'react'
import { useTranslations } from 'use-intl'
import { clusterRoleFor } from '../../cluster/cluster-role.ts'
import { Failed } from '../../frame/failed.tsx'
import { useTitle } from '../../frame/title.ts'
import { useStatus } from '../../live/use-live.ts'
import { CodeBlock } from '../../ui/code-block.tsx'
import { Glyph } from '../../ui/glyph.tsx'
import { ResourcesTable } from './resources-table.tsx'
import { StatusSkeleton } from './status-skeleton.tsx'
import { StoreFacts } from './store-facts.tsx'

/** What Portolan sees and what it may not; how much it remembers. */
export function StatusScreen(): ReactElement {
  const t = useTranslations('status')
  const { status, phase } = useStatus()
  useTitle(t('title'))
  if (!status) return phase.phase === 'failed' ? <Failed {...phase} /> : <StatusSkeleton />
  const { recovered } = status.store
  const denied = status.resources.filter(({ state }) => state === 'denied')
  return (
    <div className="h-full overflow-y-auto overflow-x-hidden pb-10">
      <header className="px-4 pt-6 pb-5 sm:px-6">
        <Verdict status={status} />
        <p className="mt-1 text-text-2">
          {status.cluster.version === null
            ? t('server', { server: status.cluster.server })
            : t('serverVersion', { server: status.cluster.server, version: status.cluster.version })}
        </p>
        {status.recording === 'paused' && <Trouble title={t('paused')} detail={status.recordingDetail ?? ''} />}
        {recovered && (
          <Trouble
            title={t('recovered')}
            detail={t('recoveredDetail', { movedTo: recovered.movedTo, reason: recovered.reason })}
          />
        )}
      </header>
      <StoreFacts status={status} />
      <ResourcesTable resources={status.resources} />
      {denied.length > 0 && <Denied denied={denied} />}
    </div>
  )
}

function Verdict({ status: { resources, recording } }: { status: Status }): ReactElement {
  const t = useTranslations('status')
  const wanted = resources.filter(({ state }) => state !== 'absent')
  const live = wanted.filter(({ state }) => state === 'live')
  const isWhole = live.length === wanted.length && recording === 'recording'
  return (
    <h1 className="flex items-start gap-2.5 font-medium text-20">
      <Glyph
        shape={isWhole ? 'pale-disc' : 'half-triangle'}
        tone={isWhole ? 'healthy' : 'warning'}
        size={15}
        className="mt-[7px]"
      />
      {isWhole ? t('whole', { count: live.length }) : t('part', { live: live.length, count: wanted.length })}
    </h1>
  )
}

function Trouble({ title, detail }: { title: string; detail: string }): ReactElement {
  return (
    <p role="alert" className="mt-3 flex items-start gap-2 rounded-control bg-tint-unready px-3 py-2">
      <Glyph shape="triangle" tone="critical" size={12} className="mt-1" />
      <span>
        <span className="font-medium">{title}</span> {detail}
      </span>
    </p>
  )
}

function Denied({ denied }: { denied: readonly ResourceStatus[] }): ReactElement {
  const t = useTranslations('status')
  const names = denied.map(({ resource }) => resource).join(', ')
  return (
    <section aria-labelledby="denied" className="max-w-3xl px-4 pt-8 sm:px-6">
      <h2 id="denied" className="font-medium text-14">
        {t('deniedTitle', { count: denied.length })}
      </h2>
      <p className="mt-1 mb-3 text-text-2">{t('deniedHint', { names })}</p>
      <CodeBlock
        text={clusterRoleFor(denied)}
        label="kubectl apply -f -"
        copyLabel={t('copy')}
        copiedLabel={t('copied')}
      />
    </section>
  )
}
