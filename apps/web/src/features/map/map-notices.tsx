'use client'

import type { Topology } from '@portolan/contract'
import { EyeOff, Lock, WifiOff } from 'lucide-react'
import type { ReactElement, ReactNode } from 'react'
import { useLocale, useTranslations } from 'use-intl'
import type { Phase } from '../../live/phase.ts'
import { usePreferences } from '../../preferences/preferences-store.ts'
import { type BlindStretch, unwatched } from '../../time/blind-stretches.ts'
import { AppLink } from '../../ui/app-link.tsx'
import { Time } from '../../ui/time.tsx'

/** Kinds without which the chart has holes. */
const NEEDED = ['Ingress', 'Service', 'EndpointSlice', 'HTTPRoute', 'GRPCRoute', 'Gateway']

/** Kinds of which something is drawn. */
const DRAWN = [...NEEDED, 'EndpointSlice']

/** What the reader has to know before believing the picture: that it is old, that it is being read, what may not be seen. */
export function MapNotices({
  phase,
  coverage,
  refused,
}: {
  phase: Phase
  coverage: Topology['coverage']
  /** Why endpoints cannot be grouped as was asked. */
  refused: string | undefined
}): ReactElement {
  const t = useTranslations('map.notice')
  const locale = useLocale()
  const { hasAnnouncements } = usePreferences()
  const list = (state: string) => NEEDED.filter((kind) => coverage.kinds[kind] === state)
  const denied = list('denied')
  const blind = blindOn(coverage)
  const listing = list('listing')
  return (
    <div aria-live={hasAnnouncements ? 'polite' : 'off'} className="shrink-0">
      {phase.phase === 'stale' && (
        <Line icon={<WifiOff size={13} aria-hidden="true" />}>
          {t.rich('stale', { time: () => <Time at={phase.since} /> })}
        </Line>
      )}
      {blind.map((stretch) => (
        <Blind key={`${stretch.from} ${stretch.reason}`} stretch={stretch} />
      ))}
      {refused !== undefined && <Line>{t('notGrouped', { detail: refused })}</Line>}
      {listing.length > 0 && <Line>{t('listing', { kinds: new Intl.ListFormat(locale).format(listing) })}</Line>}
      {denied.length > 0 && (
        <Line icon={<Lock size={12} aria-hidden="true" />}>
          {t.rich('denied', {
            kinds: new Intl.ListFormat(locale).format(denied),
            link: (words) => (
              <AppLink href="/status/" className="underline">
                {words}
              </AppLink>
            ),
          })}
        </Line>
      )}
    </div>
  )
}

/** The stretches the instant falls into in which something on the chart went unwatched. */
export function blindOn(coverage: Topology['coverage']): BlindStretch[] {
  return unwatched(coverage.gaps, DRAWN)
}

function Blind({ stretch: { kinds, from, to } }: { stretch: BlindStretch }): ReactElement {
  const t = useTranslations('map.notice')
  const locale = useLocale()
  const words = {
    kinds: new Intl.ListFormat(locale).format(kinds),
    from: () => <Time at={Date.parse(from)} form="auto-ms" className="mono font-semibold" />,
  }
  return (
    <Line icon={<EyeOff size={13} aria-hidden="true" />}>
      {to === null
        ? t.rich('blindStill', words)
        : t.rich('blind', {
            ...words,
            to: () => <Time at={Date.parse(to)} form="auto-ms" className="mono font-semibold" />,
          })}
    </Line>
  )
}

function Line({ icon, children }: { icon?: ReactNode; children: ReactNode }): ReactElement {
  return (
    <p className="flex items-center gap-2 bg-past-band px-5 py-1 text-12 text-past-text max-sm:px-3">
      {icon}
      <span>{children}</span>
    </p>
  )
}
