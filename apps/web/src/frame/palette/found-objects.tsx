'use client'

import type { SearchAnswer, SearchHit } from '@portolan/contract'
import { useQuery } from '@tanstack/react-query'
import { Box, Route } from 'lucide-react'
import { type ReactElement, useEffect, useState } from 'react'
import { useTranslations } from 'use-intl'
import { searchQuery } from '../../api/queries.ts'
import { objectHref } from '../../cluster/object-href.ts'
import { useKeptParameters } from '../../ui/kept-parameters.ts'
import { hrefWith } from '../namespaces.ts'
import { hostsFound } from './hosts-found.ts'
import { PaletteGroup, PaletteItem } from './palette-parts.tsx'

const PAUSE_MS = 120

/** Goes somewhere and remembers it under this name. */
export type GoTo = (link: { readonly name: string; readonly href: string }) => void

/** What of the cluster was found, and whether the answer is still to come. */
export interface Found {
  readonly answer: SearchAnswer | undefined
  readonly isAsking: boolean
}

/** Asks the server what was typed may mean, as of the instant looked at; not before the typing pauses. */
export function useFound(typed: string): Found {
  const { at } = useKeptParameters()
  const [q, setQ] = useState('')
  useEffect(() => {
    const timer = setTimeout(() => setQ(typed.trim()), PAUSE_MS)
    return () => clearTimeout(timer)
  }, [typed])
  const { data, isFetching } = useQuery({
    ...searchQuery({ q, ...(at !== undefined && { at }) }),
    enabled: q !== '',
    staleTime: 5_000,
  })
  const isWanted = typed.trim() !== ''
  return {
    answer: isWanted && q !== '' ? data?.body : undefined,
    isAsking: isWanted && (isFetching || q !== typed.trim()),
  }
}

/** Hosts and objects that were found, by kind. */
export function FoundObjects({ answer: { kinds, unread }, go }: { answer: SearchAnswer; go: GoTo }): ReactElement {
  const t = useTranslations('palette')
  const hosts = hostsFound(kinds)
  return (
    <>
      {hosts.length > 0 && (
        <PaletteGroup heading={t('hosts')}>
          {hosts.map((host) => (
            <PaletteItem
              key={host}
              value={`host ${host}`}
              onSelect={() => go({ name: host, href: hrefWith('/trace/', { url: `http://${host}/` }) })}
            >
              <Route size={15} strokeWidth={1.75} aria-hidden="true" className="shrink-0 text-text-3" />
              <span className="mono min-w-0 flex-1 truncate">{host}</span>
              <span className="text-12 text-text-3">{t('traceIt')}</span>
            </PaletteItem>
          ))}
        </PaletteGroup>
      )}
      {kinds.map(({ kind, found, hits }) => (
        <PaletteGroup
          key={kind}
          heading={
            <>
              <span lang="en">{kind}</span> {found > hits.length && t('shownOf', { shown: hits.length, found })}
            </>
          }
        >
          {hits.map((hit) => (
            <ObjectItem key={`${hit.namespace}/${hit.name}`} hit={hit} go={go} />
          ))}
        </PaletteGroup>
      ))}
      {unread.length > 0 && (
        <p className="px-3 py-2 text-12 text-text-3">{t('unread', { kinds: unread.join(', ') })}</p>
      )}
    </>
  )
}

function ObjectItem({ hit, go }: { hit: SearchHit; go: GoTo }): ReactElement {
  const t = useTranslations('palette')
  const { kind, namespace, name, by, text } = hit
  const path = namespace === null ? name : `${namespace}/${name}`
  return (
    <PaletteItem
      value={`object ${kind} ${path}`}
      onSelect={() => go({ name: `${kind} ${path}`, href: objectHref(hit) })}
    >
      <Box size={15} strokeWidth={1.75} aria-hidden="true" className="shrink-0 text-text-3" />
      <span className="mono min-w-0 flex-1 truncate">
        {namespace !== null && <span className="text-text-3">{namespace}/</span>}
        {name}
      </span>
      {by !== 'name' && (
        <span className="shrink-0 text-12 text-text-3">
          {t(`by.${by}`)} <span className="mono text-text-2">{text}</span>
        </span>
      )}
    </PaletteItem>
  )
}
