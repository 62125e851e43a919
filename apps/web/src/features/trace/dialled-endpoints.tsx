'use client'

import type { ResolvedBackend } from '@portolan/contract'
import type { ReactElement } from 'react'
import { useTranslations } from 'use-intl'
import { objectHref } from '../../cluster/object-href.ts'
import { partsOfKey } from '../../cluster/object-key.ts'
import { AppLink } from '../../ui/app-link.tsx'
import { Glyph } from '../../ui/glyph.tsx'
import { Mono } from '../../ui/mono.tsx'
import { Cell, type Column, VirtualTable } from '../../ui/virtual-table.tsx'
import { DIALLED_LOOK, dialledState } from './endpoint-look.ts'

type Endpoint = ResolvedBackend['endpoints'][number]
type ColumnId = 'state' | 'pod' | 'container' | 'address' | 'policy'

const ROW = 32
const MOST_ROWS = 8
const WIDTHS: Record<ColumnId, string> = {
  state: 'w-32 max-sm:w-12',
  pod: '',
  container: 'w-28 max-md:hidden',
  address: 'w-40 max-sm:w-40 max-sm:pr-4',
  policy: 'w-24 max-lg:hidden',
}
const COLUMNS = ['state', 'pod', 'container', 'address', 'policy'] as const

/** The endpoints of one backend: who takes traffic, on which port of which container. */
export function DialledEndpoints({ backend }: { backend: ResolvedBackend }): ReactElement | null {
  const t = useTranslations('trace')
  const { endpoints, counts, service, namespace } = backend
  if (endpoints.length === 0) return null
  const columns = COLUMNS.map((id): Column<ColumnId> => ({ id, header: t(`columns.${id}`), className: WIDTHS[id] }))
  return (
    <>
      <div style={{ height: ROW * (1 + Math.min(MOST_ROWS, endpoints.length)) + 1 }}>
        <VirtualTable
          label={t('endpointsOf', { service: `${namespace}/${service}` })}
          columns={columns}
          count={endpoints.length}
          keyOf={(at) => `${endpoints[at]?.address}:${endpoints[at]?.port} ${at}`}
          rowHeight={ROW}
          renderRow={(at) => <EndpointCells endpoint={endpoints[at]} />}
        />
      </div>
      {counts.total > endpoints.length && (
        <p className="px-4 py-2 text-text-3 sm:px-6">
          {t('endpointsLeftOut', { count: counts.total - endpoints.length })}
        </p>
      )}
    </>
  )
}

function EndpointCells({ endpoint }: { endpoint: Endpoint | undefined }): ReactElement {
  const t = useTranslations('trace')
  if (!endpoint) return <Cell />
  const { address, port, container, portName, policy, isUsed } = endpoint
  return (
    <>
      <Cell className={WIDTHS.state}>
        <State endpoint={endpoint} />
      </Cell>
      <Cell className={WIDTHS.pod}>
        <PodLink pod={endpoint.pod} />
      </Cell>
      <Cell className={WIDTHS.container}>
        <span className="mono text-text-2">
          {container ?? '–'}
          {portName !== undefined && <span className="text-text-3"> {portName}</span>}
        </span>
      </Cell>
      <Cell className={WIDTHS.address}>
        <span className={isUsed ? 'mono text-text-1' : 'mono text-text-3'}>
          {address.includes(':') ? `[${address}]` : address}
          {port === undefined ? '' : `:${port}`}
        </span>
      </Cell>
      <Cell className={`${WIDTHS.policy} text-text-2`}>{policy ? t(`policy.${policy.verdict}`) : '–'}</Cell>
    </>
  )
}

function State({ endpoint: { state, isUsed } }: { endpoint: Endpoint }): ReactElement {
  const t = useTranslations('trace')
  const known = dialledState(state)
  const look = known === undefined ? ({ shape: 'dotted-ring', tone: 'unknown' } as const) : DIALLED_LOOK[known]
  return (
    <span className="flex items-center gap-2">
      <Glyph {...look} size={11} />
      <span className="max-sm:sr-only">
        {known === undefined ? <span lang="en">{state}</span> : t(`endpointState.${known}`)}
        {!isUsed && <span className="text-text-3"> · {t('notUsed')}</span>}
      </span>
    </span>
  )
}

function PodLink({ pod }: { pod: string | undefined }): ReactElement {
  if (pod === undefined) return <span className="text-text-3">–</span>
  const parts = partsOfKey(pod)
  return (
    <AppLink
      href={objectHref(parts)}
      data-row-link=""
      className="inset-focus flex min-h-[24px] min-w-0 items-center rounded-chip hover:text-accent"
    >
      <Mono text={parts.name} />
    </AppLink>
  )
}
