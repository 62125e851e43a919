'use client'

import type { ContainerStatus, Pod } from '@portolan/domain'
import type { ReactElement } from 'react'
import { useTranslations } from 'use-intl'
import { Glyph } from '../../../ui/glyph.tsx'
import { Time } from '../../../ui/time.tsx'
import { Section } from '../section.tsx'

/** Every container of a Pod: what it runs, how it is, and how its last run ended. */
export function ContainersTable({ pod: { spec, status } }: { pod: Pod }): ReactElement {
  const t = useTranslations('object')
  const statuses = new Map(
    [...status.initContainerStatuses, ...status.containerStatuses].map((each) => [each.name, each]),
  )
  const containers = [
    ...spec.initContainers.map((container) => ({ ...container, isInit: true })),
    ...spec.containers.map((container) => ({ ...container, isInit: false })),
  ]
  return (
    <Section id="containers" title={t('containers')}>
      <ul>
        {containers.map(({ name, image = '', isInit, readinessProbe }) => (
          <li key={name} className="border-line border-b py-1.5 last:border-b-0">
            <p className="flex flex-wrap items-center gap-x-2.5">
              <ContainerSign status={statuses.get(name)} />
              <span className="mono font-medium">{name}</span>
              {isInit && <span className="text-text-3">{t('init')}</span>}
              <ContainerState status={statuses.get(name)} />
            </p>
            <p className="mono break-all pl-[20px] text-text-2">{image}</p>
            {!isInit && readinessProbe === undefined && (
              <p className="pl-[20px] text-text-3">{t('noReadinessProbe')}</p>
            )}
          </li>
        ))}
      </ul>
    </Section>
  )
}

function ContainerSign({ status }: { status: ContainerStatus | undefined }): ReactElement {
  const t = useTranslations('object.container')
  if (status === undefined) return <Glyph shape="dotted-ring" tone="unknown" size={10} label={t('unknown')} />
  if (status.state.terminated?.exitCode === 0) return <Glyph shape="ring" tone="quiet" size={10} label={t('ended')} />
  return status.ready ? (
    <Glyph shape="pale-disc" tone="healthy" size={10} label={t('ready')} />
  ) : (
    <Glyph shape="square" tone="unready" size={10} label={t('notReady')} />
  )
}

function ContainerState({ status }: { status: ContainerStatus | undefined }): ReactElement | null {
  const t = useTranslations('object')
  if (status === undefined) return null
  const { state, lastState, restartCount } = status
  const ended = state.terminated ?? lastState?.terminated
  return (
    <>
      <span lang="en" className="text-text-2">
        {state.running ? 'running' : (state.waiting?.reason ?? state.terminated?.reason ?? 'waiting')}
      </span>
      {state.running?.startedAt !== undefined && (
        <Time at={Date.parse(state.running.startedAt)} form="auto-second" className="mono text-text-3" />
      )}
      {restartCount > 0 && <span className="text-unready">{t('restarts', { count: restartCount })}</span>}
      {ended && (
        <span className="text-text-2">
          {t('lastRun', { reason: ended.reason ?? '', code: ended.exitCode })}{' '}
          {ended.finishedAt !== undefined && (
            <Time at={Date.parse(ended.finishedAt)} form="auto-second" className="mono text-text-3" />
          )}
        </span>
      )}
    </>
  )
}
