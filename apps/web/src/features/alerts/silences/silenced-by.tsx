'use client'

import type { Silence } from '@portolan/contract'
import { useQuery } from '@tanstack/react-query'
import { BellOff } from 'lucide-react'
import { type ReactElement, useMemo } from 'react'
import { useTranslations } from 'use-intl'
import { silencesQuery } from '../../../api/alert-queries.ts'
import { hrefWith } from '../../../frame/namespaces.ts'
import { AppLink } from '../../../ui/app-link.tsx'

/** Silences by their ids, as far as they are known. */
export function useSilences(): ReadonlyMap<string, Silence> {
  const { data } = useQuery(silencesQuery())
  return useMemo(() => new Map(data?.body.items.map((silence) => [silence.id, silence])), [data])
}

/** Why nobody is told of an alert; leads to where that is ended. */
export function SilencedBy({ id }: { id: string }): ReactElement {
  const t = useTranslations('alerts')
  const silence = useSilences().get(id)
  return (
    <AppLink
      href={hrefWith('/alerts/', { tab: 'silences' })}
      className="inline-flex min-h-[24px] min-w-0 max-w-full items-center gap-1.5 rounded-chip bg-tint-terminating px-1.5 text-12 text-terminating hover:underline"
    >
      <BellOff size={12} aria-hidden="true" className="shrink-0" />
      <span className="truncate">
        {silence === undefined ? t('silenced') : t('silencedBy', { reason: silence.reason, by: silence.createdBy })}
      </span>
    </AppLink>
  )
}
