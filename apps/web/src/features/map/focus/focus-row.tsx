'use client'

import clsx from 'clsx'
import { Fragment, memo, type ReactElement } from 'react'
import { useTranslations } from 'use-intl'
import { ENDPOINT_LOOK } from '../../../cluster/endpoint-state.ts'
import { objectHref } from '../../../cluster/object-href.ts'
import { AppLink } from '../../../ui/app-link.tsx'
import { Flash } from '../../../ui/flash.tsx'
import { Glyph } from '../../../ui/glyph.tsx'
import { Mono } from '../../../ui/mono.tsx'
import type { Column } from '../layout/columns.ts'
import type { FocusEndpoint, FocusGroup, FocusSlice, Owner, Policy } from './focus-model.ts'
import type { FocusRow } from './focus-rows.ts'

const INDENT = 14

/** One line of the list, at its place. */
export const FocusRowView = memo(function FocusRowView({
  row,
  column,
  of,
}: {
  row: FocusRow
  column: Column
  of: number
}): ReactElement {
  const isEndpoint = row.kind === 'endpoint'
  return (
    <li
      {...(isEndpoint && { 'aria-posinset': row.at + 1, 'aria-setsize': of })}
      style={{
        width: column.width - INDENT,
        height: row.height,
        transform: `translate(${column.x + INDENT}px, ${row.top}px)`,
      }}
      className="absolute top-0 left-0 flex items-center gap-2 whitespace-nowrap text-12 text-text-2"
    >
      <Line row={row} />
    </li>
  )
})

function Line({ row }: { row: FocusRow }): ReactElement {
  const t = useTranslations('map.focus')
  switch (row.kind) {
    case 'slice':
      return <SliceLine slice={row.slice} />
    case 'group':
      return <GroupLine group={row.group} />
    case 'owners':
      return <OwnersLine owners={row.owners} />
    case 'endpoint':
      return <EndpointLine endpoint={row.endpoint} />
    case 'heading':
      return <h3 className="self-end pb-1.5 text-text-3">{t('policies')}</h3>
    case 'policy':
      return <PolicyLine policy={row.policy} />
  }
}

function SliceLine({ slice: { name, addressType, ports, groups } }: { slice: FocusSlice }): ReactElement {
  const t = useTranslations('map.focus')
  const count = groups.reduce((sum, { endpoints }) => sum + endpoints.length, 0)
  return (
    <>
      <span lang="en" className="text-text-3">
        EndpointSlice
      </span>
      <Mono text={name} className="font-medium text-text-1" />
      <span className="ml-auto truncate pl-2 text-text-3">
        {[t('slice', { count }), addressType, ...ports].join(' · ')}
      </span>
    </>
  )
}

function GroupLine({ group: { revision, owners, endpoints } }: { group: FocusGroup }): ReactElement {
  const t = useTranslations('map')
  const ready = endpoints.filter(({ state }) => state === 'ready').length
  const [owner] = owners
  return (
    <>
      {owner ? <OwnerLink owner={owner} /> : <span className="mono">{revision ?? t('drawer.noRevision')}</span>}
      <span className={clsx('mono ml-auto', ready < endpoints.length ? 'text-unready' : 'text-text-2')}>
        {t('ratio', { ready, total: endpoints.length })}
      </span>
    </>
  )
}

/** What made the one that made the Pods, and what says how many there are. */
function OwnersLine({ owners }: { owners: readonly Owner[] }): ReactElement {
  const t = useTranslations('map.focus')
  return (
    <>
      {owners.map((owner) => (
        <Fragment key={owner.key}>
          <span className="text-text-3">{t(owner.relation === 'scales' ? 'scaledBy' : 'of')}</span>
          <OwnerLink owner={owner} />
        </Fragment>
      ))}
    </>
  )
}

function OwnerLink({ owner: { kind, namespace, name } }: { owner: Owner }): ReactElement {
  return (
    <AppLink href={objectHref({ kind, namespace, name })} data-line className="flex min-w-0 gap-1.5 hover:underline">
      <span lang="en" className="shrink-0 text-text-3">
        {kind === 'HorizontalPodAutoscaler' ? 'HPA' : kind}
      </span>
      <Mono text={name} className="text-text-1" />
    </AppLink>
  )
}

const NODE_SIGNS = { unready: '▲', cordoned: '⊘' } as const

function EndpointLine({ endpoint }: { endpoint: FocusEndpoint }): ReactElement {
  const t = useTranslations('map.focus')
  const said = useTranslations('endpointState')
  const { name, address, node, nodeTrouble, pod, state, zone } = endpoint
  const [namespace = '', podName = ''] = pod?.split('/') ?? []
  return (
    <Flash value={state} className="flex min-w-0 flex-1 items-center gap-2 rounded-chip px-1">
      <Glyph {...ENDPOINT_LOOK[state]} size={10} label={said(state)} />
      {pod === null ? (
        <Mono text={name} className="text-text-1" />
      ) : (
        <AppLink
          href={objectHref({ kind: 'Pod', namespace, name: podName })}
          data-line
          className="min-w-0 text-text-1 hover:text-accent hover:underline"
        >
          <Mono text={name} />
        </AppLink>
      )}
      <span className="mono ml-auto text-text-3">{address}</span>
      {node !== null && (
        <span
          title={nodeTrouble ? `${node}: ${t(nodeTrouble)}` : (zone ?? node)}
          className={clsx(
            'mono w-20 max-w-[38%] truncate text-right',
            nodeTrouble === 'unready' ? 'text-unready' : 'text-text-2',
          )}
        >
          {nodeTrouble && <span aria-hidden="true">{NODE_SIGNS[nodeTrouble]} </span>}
          {node}
          {nodeTrouble && <span className="sr-only">, {t(nodeTrouble)}</span>}
        </span>
      )}
    </Flash>
  )
}

function PolicyLine({ policy: { kind, namespace, name, pods } }: { policy: Policy }): ReactElement {
  const t = useTranslations('map.focus')
  return (
    <>
      <span lang="en" className="text-text-3">
        {kind}
      </span>
      <AppLink
        href={objectHref({ kind, namespace, name })}
        data-line
        className="mono min-w-0 truncate text-text-1 hover:text-accent hover:underline"
      >
        {name}
      </AppLink>
      <span className="ml-auto text-text-3">{t('selects', { count: pods })}</span>
    </>
  )
}
