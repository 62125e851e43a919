'use client'

import type { UnseenRequest } from '@portolan/contract'
import type { ReactElement } from 'react'
import { useTranslations } from 'use-intl'
import { ObjectLink } from '../../cluster/object-link.tsx'
import { RolloutChange } from '../../cluster/rollout-change.tsx'
import { VerdictSign } from '../../cluster/verdict-sign.tsx'
import { Chip } from '../../ui/chip.tsx'

/** What is rolled out now though nobody saw it requested: as the workload tells of itself, without a verdict, and why. */
export function UnseenRequests({ requests }: { requests: readonly UnseenRequest[] }): ReactElement {
  const t = useTranslations('rollouts.unseen')
  return (
    <section aria-labelledby="unseen" className="max-h-[30vh] shrink-0 overflow-y-auto border-line border-b bg-surface">
      <h2 id="unseen" className="px-4 pt-2 text-12 text-text-2 sm:px-6">
        {t('title', { count: requests.length })}
      </h2>
      <ul className="px-4 pb-2 sm:px-6">
        {requests.map((request) => (
          <Line key={request.workload.uid} request={request} />
        ))}
      </ul>
    </section>
  )
}

function Line({ request: { desired, revisions, state, updated, workload } }: { request: UnseenRequest }): ReactElement {
  const t = useTranslations()
  const { from, to } = revisions
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-0.5 pt-1.5">
      <span className="flex min-w-0 items-center gap-2">
        <VerdictSign verdict="unknown" />
        <span className="sr-only">{t('verdict.unknown')}</span>
        <ObjectLink of={`${workload.kind}/${workload.namespace}/${workload.name}`} />
      </span>
      {from && (
        <RolloutChange rollout={{ trigger: 'update', revisions: { from, to } }} className="text-12 text-text-2" />
      )}
      <Chip tone={state === 'progressing' ? 'accent' : state === 'paused' ? 'plain' : 'unready'}>
        {t(`rolloutState.${state}`)}
      </Chip>
      <span className="text-12 text-text-2">{t('rollouts.unseen.updated', { updated, desired })}</span>
    </li>
  )
}
