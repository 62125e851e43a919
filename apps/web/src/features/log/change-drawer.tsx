'use client'

import type { RecordedChange } from '@portolan/contract'
import { useQuery } from '@tanstack/react-query'
import dynamic from 'next/dynamic'
import type { ReactElement, ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { changesQuery } from '../../api/queries.ts'
import { ChangeLine, ChangeSign } from '../../cluster/change-line.tsx'
import type { PodNames } from '../../cluster/change-words/pod-names.ts'
import { Differences } from '../../cluster/differences.tsx'
import { objectHref } from '../../cluster/object-href.ts'
import { Ago } from '../../frame/ago.tsx'
import { useEscape } from '../../frame/escape-stack.ts'
import { hrefWith } from '../../frame/namespaces.ts'
import { AppLink } from '../../ui/app-link.tsx'
import { buttonClass } from '../../ui/button.tsx'
import { Drawer } from '../../ui/drawer.tsx'
import { Mono } from '../../ui/mono.tsx'
import { Time } from '../../ui/time.tsx'

const ChangeCauses = dynamic(() => import('./change-causes.tsx').then((module) => module.ChangeCauses), { ssr: false })
const ChangeRollout = dynamic(() => import('./change-rollout.tsx').then((module) => module.ChangeRollout), {
  ssr: false,
})

/** One change: what it did, when it can have happened, how that is known, and who wrote it. */
export function ChangeDrawer({
  seq,
  known,
  names,
  onClose,
}: {
  seq: number
  known: RecordedChange | undefined
  names: PodNames
  onClose: () => void
}): ReactElement {
  const t = useTranslations('log')
  const shell = useTranslations('shell')
  const { data } = useQuery({ ...changesQuery({ after: seq - 1, before: seq + 1, limit: 1 }), enabled: !known })
  const change = known ?? data?.body.items[0]
  useEscape(true, onClose)
  return (
    <Drawer
      label={t('change')}
      title={
        change && (
          <span className="flex min-w-0 items-center gap-2">
            <ChangeSign change={change.change} />
            <span lang="en" className="shrink-0 text-text-2">
              {change.kind}
            </span>
            <Mono text={change.name} />
          </span>
        )
      }
      closeLabel={shell('close')}
      onClose={onClose}
    >
      {change && <ChangeDetails change={change} names={names} />}
    </Drawer>
  )
}

function ChangeDetails({ change, names }: { change: RecordedChange; names: PodNames }): ReactElement {
  const t = useTranslations('log')
  const how = useTranslations('evidence')
  const { kind, namespace, name, writer } = change
  const at = Date.parse(change.observedAt)
  return (
    <div className="flex flex-col gap-5 px-4 py-4">
      <p className="break-words text-text-1">
        <ChangeLine change={change} names={names} />
      </p>
      <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1.5">
        <Fact name={t('when')}>
          {change.observedFrom !== undefined && (
            <>
              <Time at={Date.parse(change.observedFrom)} form="date-ms" className="mono" /> –{' '}
            </>
          )}
          <Time at={at} form="date-ms" className="mono" />{' '}
          <span className="whitespace-nowrap text-text-3">
            (<Ago at={at} />)
          </span>
        </Fact>
        <Fact name={t('known')}>{how(change.evidence)}</Fact>
        {namespace !== null && (
          <Fact name={t('namespace')}>
            <span className="mono">{namespace}</span>
          </Fact>
        )}
        {writer && (
          <Fact name={t('writer')}>
            <span className="mono">
              {writer.manager} ({[writer.operation, writer.subresource].filter(Boolean).join(' ')})
            </span>
          </Fact>
        )}
        <Fact name="seq">
          <span className="mono">{change.seq}</span>
        </Fact>
        <Fact name="resourceVersion">
          <span className="mono">{change.resourceVersion}</span>
        </Fact>
        <Fact name="uid">
          <span className="mono break-all">{change.uid}</span>
        </Fact>
      </dl>
      <div className="flex flex-wrap gap-2">
        <AppLink href={hrefWith('/log/', { namespace: namespace ?? undefined, kind, name })} className={buttonClass()}>
          {t('onlyThis')}
        </AppLink>
        <AppLink href={objectHref({ kind, namespace, name })} className={buttonClass()}>
          {t('page')}
        </AppLink>
      </div>
      <ChangeRollout change={change} />
      {change.kind === 'EndpointSlice' && change.evidence !== 'initial' && <ChangeCauses change={change} />}
      <Differences change={change} />
    </div>
  )
}

function Fact({ name, children }: { name: string; children: ReactNode }): ReactElement {
  return (
    <>
      <dt className="text-text-3">{name}</dt>
      <dd className="min-w-0 text-text-1">{children}</dd>
    </>
  )
}
