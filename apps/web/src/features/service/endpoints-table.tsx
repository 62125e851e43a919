'use client'

import type { ServiceDetail } from '@portolan/contract'
import { type ReactElement, useMemo } from 'react'
import { useTranslations } from 'use-intl'
import { ENDPOINT_LOOK, ENDPOINT_STATES } from '../../cluster/endpoint-state.ts'
import { objectHref } from '../../cluster/object-href.ts'
import { AppLink } from '../../ui/app-link.tsx'
import { Glyph } from '../../ui/glyph.tsx'
import { Mono } from '../../ui/mono.tsx'
import { Cell, type Column, VirtualTable } from '../../ui/virtual-table.tsx'

type Endpoint = ServiceDetail['endpointList'][number]
type ColumnId = 'state' | 'endpoint' | 'address' | 'node' | 'zone' | 'revision'

const ROW = 32
const MOST_ROWS = 14
const WIDTHS: Record<ColumnId, string> = {
  state: 'w-32 max-sm:w-12',
  endpoint: '',
  address: 'w-44 max-sm:w-32 max-sm:pr-4',
  node: 'w-44 max-md:hidden',
  zone: 'w-32 max-lg:hidden',
  revision: 'w-40 max-md:hidden',
}

/** Every endpoint of the instant shown: trouble first, then by revision and name. */
export function EndpointsTable({ service }: { service: ServiceDetail }): ReactElement {
  const t = useTranslations('service')
  const endpoints = useMemo(() => troubleFirst(service.endpointList), [service.endpointList])
  const columns = (['state', 'endpoint', 'address', 'revision', 'node', 'zone'] as const).map(
    (id): Column<ColumnId> => ({ id, header: t(`columns.${id}`), className: WIDTHS[id] }),
  )
  if (endpoints.length === 0) return <p className="px-4 py-6 text-text-2 sm:px-6">{t('noEndpoints')}</p>
  return (
    <div style={{ height: ROW * (1 + Math.min(MOST_ROWS, endpoints.length)) + 1 }}>
      <VirtualTable
        label={t('tabs.endpoints')}
        columns={columns}
        count={endpoints.length}
        keyOf={(at) => endpoints[at]?.identity ?? at}
        rowHeight={ROW}
        renderRow={(at) => <EndpointCells endpoint={endpoints[at]} />}
      />
    </div>
  )
}

const trouble = new Map(ENDPOINT_STATES.map((state, at) => [state, state === 'ready' ? 9 : at]))

function troubleFirst(endpoints: readonly Endpoint[]): Endpoint[] {
  const text = ({ revision, pod, address }: Endpoint) => `${revision ?? ''} ${pod ?? ''} ${address}`
  return endpoints.toSorted(
    (a, b) => (trouble.get(a.state) ?? 0) - (trouble.get(b.state) ?? 0) || (text(a) < text(b) ? -1 : 1),
  )
}

function EndpointCells({ endpoint }: { endpoint: Endpoint | undefined }): ReactElement {
  const t = useTranslations('endpointState')
  if (!endpoint) return <Cell />
  const { state, pod, address, ports, revision, node, zone } = endpoint
  return (
    <>
      <Cell className={WIDTHS.state}>
        <span className="flex items-center gap-2">
          <Glyph {...ENDPOINT_LOOK[state]} size={11} />
          <span className="max-sm:sr-only">{t(state)}</span>
        </span>
      </Cell>
      <Cell className={WIDTHS.endpoint}>
        <PodLink pod={pod} />
      </Cell>
      <Cell className={WIDTHS.address}>
        <span className="mono text-text-2">
          {address}
          {ports.length === 1 && ports[0]?.port != null && <span className="text-text-3">:{ports[0].port}</span>}
        </span>
      </Cell>
      <Cell className={WIDTHS.revision}>
        <span className="mono text-text-2">{revision ?? '–'}</span>
      </Cell>
      <Cell className={WIDTHS.node}>
        <span className="mono text-text-2">{node ?? '–'}</span>
      </Cell>
      <Cell className={WIDTHS.zone}>
        <span className="mono text-text-2">{zone ?? '–'}</span>
      </Cell>
    </>
  )
}

function PodLink({ pod }: { pod: string | null }): ReactElement {
  const [namespace, name] = pod?.split('/') ?? []
  if (namespace === undefined || name === undefined) return <span className="text-text-3">–</span>
  return (
    <AppLink
      href={objectHref({ kind: 'Pod', namespace, name })}
      data-row-link=""
      className="inset-focus flex min-w-0 rounded-chip hover:text-accent"
    >
      <Mono text={name} />
    </AppLink>
  )
}
