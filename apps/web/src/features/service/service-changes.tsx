'use client'

import type { ServiceDetail } from '@portolan/contract'
import { useQueries } from '@tanstack/react-query'
import type { ReactElement } from 'react'
import { useTranslations } from 'use-intl'
import { objectChangesQuery } from '../../api/queries.ts'
import { useRefresh } from '../../api/use-refresh.ts'
import { ChangeLine, ChangeSign, EvidenceGlyph } from '../../cluster/change-line.tsx'
import { podNames } from '../../cluster/change-words/pod-names.ts'
import { hrefWith } from '../../frame/namespaces.ts'
import { untilInstant } from '../../time/until.ts'
import { useAt } from '../../time/use-at.ts'
import { AppLink } from '../../ui/app-link.tsx'
import { Time } from '../../ui/time.tsx'

const SLICES = 4
const SHOWN = 60

/** The newest changes of the Service and of its slices up to the instant shown, together. */
export function ServiceChanges({ service }: { service: ServiceDetail }): ReactElement {
  const t = useTranslations('service')
  const { namespace, name, slices, seq } = service
  const objects = [
    { kind: 'Service', name },
    ...slices.slice(0, SLICES).map((slice) => ({ kind: 'EndpointSlice', name: slice.name })),
  ]
  const { instant } = useAt()
  const range = { order: 'desc', limit: SHOWN, ...untilInstant(instant) } as const
  const answers = useQueries({
    queries: objects.map((object) => objectChangesQuery({ ...object, namespace }, range)),
  })
  useRefresh('/objects/', seq)
  const changes = answers.flatMap(({ data }) => data?.body.items ?? []).sort((a, b) => b.seq - a.seq)
  const names = podNames(changes)
  return (
    <>
      <ol>
        {changes.slice(0, SHOWN).map((change) => (
          <li
            key={change.seq}
            className="flex h-8 items-center gap-3 border-line border-b px-4 hover:bg-surface sm:px-6"
          >
            <EvidenceGlyph evidence={change.evidence} />
            <Time at={Date.parse(change.observedAt)} form="auto-ms" className="mono shrink-0 text-text-2" />
            <ChangeSign change={change.change} />
            <AppLink
              href={hrefWith('/log/', { namespace, kind: change.kind, name: change.name, seq: String(change.seq) })}
              className="inset-focus min-w-0 flex-1 truncate rounded-chip"
            >
              <span lang="en" className="text-text-2">
                {change.kind}{' '}
              </span>
              <ChangeLine change={change} names={names} />
            </AppLink>
          </li>
        ))}
      </ol>
      <p className="px-4 py-3 sm:px-6">
        <AppLink href={hrefWith('/log/', { namespace, kind: 'Service', name })} className="text-accent hover:underline">
          {t('allChanges')}
        </AppLink>
      </p>
    </>
  )
}
