'use client'

import type { RecordedChange } from '@portolan/contract'
import { useQuery } from '@tanstack/react-query'
import { type ReactElement, useMemo } from 'react'
import { useTranslations } from 'use-intl'
import { changesQuery } from '../../../api/queries.ts'
import { ChangeSign } from '../../../cluster/change-line.tsx'
import { changePhrases } from '../../../cluster/change-words/change-phrases.ts'
import { ChangeWords } from '../../../cluster/change-words/change-words.tsx'
import { codeAndDetail } from '../../../errors.ts'
import { Ago } from '../../../frame/ago.tsx'
import { Failed } from '../../../frame/failed.tsx'
import { hrefWith } from '../../../frame/namespaces.ts'
import { useChanges, usePhase, useTail } from '../../../live/use-live.ts'
import { untilInstant } from '../../../time/until.ts'
import { useAt } from '../../../time/use-at.ts'
import { AppLink } from '../../../ui/app-link.tsx'
import { Mono } from '../../../ui/mono.tsx'
import { TableBones } from '../../../ui/skeleton.tsx'
import { Time } from '../../../ui/time.tsx'
import { LinkedHeading } from '../linked-heading.tsx'
import { changedLately, type ObjectLately } from './changed-lately.ts'

/** Places keep their elements while objects move through them, so that news never counts as a shifting page. */
const PLACES = ['1st', '2nd', '3rd', '4th', '5th', '6th']

/** What people and controllers did to traffic; Pods and Events only explain it. */
const KINDS = [
  'Ingress',
  'HTTPRoute',
  'GRPCRoute',
  'Gateway',
  'Service',
  'EndpointSlice',
  'Deployment',
  'StatefulSet',
  'DaemonSet',
  'HorizontalPodAutoscaler',
]

const PAST_LIMIT = 200
const NONE: readonly RecordedChange[] = []

/** The newest changes as of the instant shown, newest first. */
function useNewestChanges(): {
  readonly changes: readonly RecordedChange[]
  readonly isLoading: boolean
  /** Why there are none to tell of. */
  readonly problem?: { readonly code: string; readonly detail: string; readonly onRetry?: () => void }
} {
  const { instant } = useAt()
  const isLive = instant === undefined
  const stream = useChanges({ kinds: KINDS }, { isFollowed: isLive })
  const phase = usePhase(stream)
  const { changes } = useTail(stream.store)
  const past = useQuery({
    ...changesQuery({ order: 'desc', kind: KINDS, limit: PAST_LIMIT, ...untilInstant(instant) }),
    enabled: !isLive,
    staleTime: Number.POSITIVE_INFINITY,
  })
  if (isLive)
    return {
      changes,
      isLoading: phase.phase === 'loading',
      ...(phase.phase === 'failed' && { problem: { code: phase.code, detail: phase.detail } }),
    }
  return {
    changes: past.data?.body.items ?? NONE,
    isLoading: past.isPending,
    ...(past.isLoadingError && { problem: { ...codeAndDetail(past.error), onRetry: () => void past.refetch() } }),
  }
}

/** The objects that changed last before the instant shown, each with its newest change. */
export function ChangedLately(): ReactElement {
  const t = useTranslations('overview')
  const { changes, isLoading, problem } = useNewestChanges()
  const lately = useMemo(() => changedLately(changes, PLACES.length), [changes])
  return (
    <section aria-labelledby="lately" className="min-w-0">
      <LinkedHeading id="lately" href="/log/" link={t('wholeLog')}>
        {t('lately')}
      </LinkedHeading>
      {isLoading && <TableBones rows={PLACES.length} />}
      {problem && <Failed {...problem} heading="h2" />}
      {!isLoading && !problem && lately.length === 0 && <p className="text-text-2">{t('nothingLately')}</p>}
      <ol className="overflow-hidden rounded-card border border-line empty:hidden">
        {PLACES.map((place, at) => {
          const each = lately[at]
          return (
            each && (
              <li key={place} className="border-line border-b last:border-b-0">
                <LatelyLink key={each.newest.seq} lately={each} />
              </li>
            )
          )
        })}
      </ol>
    </section>
  )
}

function LatelyLink({ lately: { newest, changes } }: { lately: ObjectLately }): ReactElement {
  const { kind, namespace, name, seq } = newest
  const phrases = useMemo(() => changePhrases(changes), [changes])
  return (
    <AppLink
      href={hrefWith('/log/', { namespace: namespace ?? undefined, kind, name, seq: String(seq) })}
      className="inset-focus block px-3.5 py-2 transition-colors hover:bg-surface"
    >
      <span className="flex items-center gap-2">
        <ChangeSign change={newest.change} />
        <span lang="en" className="truncate text-text-2 sm:shrink-0">
          {kind}
        </span>
        <Mono text={namespace === null ? name : `${namespace}/${name}`} className="flex-1" />
        <span className="shrink-0 text-right text-text-3 sm:w-28">
          <Moment at={Date.parse(newest.observedAt)} />
        </span>
      </span>
      <span className="block truncate pl-5 text-text-2">
        <ChangeWords phrases={phrases} />
      </span>
    </AppLink>
  )
}

/** How long ago, while that means something; the time itself, in a picture of the past. */
function Moment({ at }: { at: number }): ReactElement {
  const { instant } = useAt()
  if (instant !== undefined) return <Time at={at} className="mono" />
  const iso = new Date(at).toISOString()
  return (
    <time dateTime={iso} data-hint={iso}>
      <Ago at={at} />
    </time>
  )
}
