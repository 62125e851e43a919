'use client'

import type { ResourceStatus, Status } from '@portolan/contract'
import { Lock } from 'lucide-react'
import type { ReactElement } from 'react'
import { useTranslations } from 'use-intl'
import { clusterRoleFor } from '../../cluster/cluster-role.ts'
import { AppLink } from '../../ui/app-link.tsx'
import { CodeBlock } from '../../ui/code-block.tsx'
import { SettingGroup } from './setting.tsx'

/** What Portolan watches, what it may not see, and the exact permission that would change that. */
export function WatchedKinds({ status }: { status: Status }): ReactElement {
  const t = useTranslations('settings')
  const role = useTranslations('status')
  const of = (...states: readonly ResourceStatus['state'][]) =>
    status.resources.filter(({ state }) => states.includes(state))
  const watched = of('live', 'listing', 'waiting')
  const denied = of('denied')
  const absent = of('absent')
  return (
    <SettingGroup id="watched" title={t('watched')}>
      <div className="py-3">
        <p className="text-text-2">
          {t('watchedHint', { cluster: status.cluster.name, count: watched.length })}{' '}
          <AppLink href="/status/" className="underline underline-offset-2 hover:text-accent">
            {t('toStatus')}
          </AppLink>
        </p>
        <Kinds resources={watched} />
        {absent.length > 0 && (
          <>
            <p className="mt-3 text-text-2">{t('absentHint')}</p>
            <Kinds resources={absent} />
          </>
        )}
        <p className="mt-3 text-text-2">{t('neverRead')}</p>
      </div>
      {denied.length > 0 && (
        <div className="py-3">
          <p className="flex items-center gap-2 font-medium">
            <Lock size={14} aria-hidden="true" className="text-text-3" />
            {role('deniedTitle', { count: denied.length })}
          </p>
          <p className="mt-1 mb-3 text-text-2">
            {role('deniedHint', { names: denied.map(({ resource }) => resource).join(', ') })}
          </p>
          <CodeBlock
            text={clusterRoleFor(denied)}
            label="kubectl apply -f -"
            copyLabel={role('copy')}
            copiedLabel={role('copied')}
          />
        </div>
      )}
    </SettingGroup>
  )
}

function Kinds({ resources }: { resources: readonly ResourceStatus[] }): ReactElement {
  return (
    <ul lang="en" className="mt-2 flex flex-wrap gap-1.5">
      {[...new Set(resources.map(({ kind }) => kind))].map((kind) => (
        <li key={kind} className="rounded-chip border border-line px-1.5 text-12 text-text-2">
          {kind}
        </li>
      ))}
    </ul>
  )
}
