'use client'

import { memo, type ReactElement } from 'react'
import { useTranslations } from 'use-intl'
import { AppLink } from '../../../ui/app-link.tsx'
import type { Chart, Placed, PlacedBand } from '../layout/chart.ts'
import { within } from '../layout/chart.ts'
import type { Columns } from '../layout/columns.ts'
import type { Density } from '../layout/density.ts'
import { PinnedHead } from '../pins/pinned-head.tsx'
import { PINNED } from '../pins/with-pins.ts'
import { countServices } from '../scene/build-scene.ts'
import type { Card } from '../scene/scene.ts'
import { EntryCardView } from './entry-card.tsx'
import { useFlow } from './flow-context.ts'
import { RouteCardView } from './route-card.tsx'
import { ServiceCardView } from './service-card.tsx'

interface BandSectionProperties {
  readonly placed: PlacedBand
  readonly chart: Chart
  readonly from: number
  readonly to: number
  readonly namespaceHref: string | undefined
}

/** What of one namespace is near the window, as lists of links that know how long they are. */
export const BandSection = memo(function BandSection(properties: BandSectionProperties): ReactElement {
  const { placed, chart, from, to, namespaceHref } = properties
  const t = useTranslations('map')
  const { columns, density } = useFlow()
  const { band, top, dividerTop } = placed
  const mine = <C extends Card>(list: readonly Placed<C>[]) =>
    within(list, from, to).filter((one) => one.band === band.namespace)
  const services = countServices(band)
  const isPinned = band.namespace === PINNED
  const label = isPinned ? t('pins.band', { services }) : t('band', { namespace: band.namespace, services })
  return (
    <section aria-label={label}>
      <BandHead
        placed={placed}
        isPinned={isPinned}
        services={services}
        href={namespaceHref}
        density={density}
        x={leftOf(columns)}
        top={top}
      />
      {columns.entries && (
        <ul aria-label={t('columns.entries')}>
          {placesOf(mine(chart.entries), band.entries).map(({ placed, place }) => (
            <EntryCardView
              key={placed.card.id}
              placed={placed}
              place={place}
              column={columns.entries ?? columns.services}
            />
          ))}
        </ul>
      )}
      {columns.routes && (
        <ul aria-label={t('columns.routes')}>
          {placesOf(mine(chart.routes), band.routes).map(({ placed, place }) => (
            <RouteCardView
              key={placed.card.id}
              placed={placed}
              place={place}
              column={columns.routes ?? columns.services}
            />
          ))}
        </ul>
      )}
      {dividerTop !== undefined && density !== 'strip' && dividerTop > from && dividerTop < to && (
        <p
          style={{ transform: `translate(${columns.services.x}px, ${dividerTop}px)` }}
          className="absolute top-0 left-0 text-12 text-text-3"
        >
          {t('notRouted', { count: band.unrouted.length })}
        </p>
      )}
      <ul aria-label={t('columns.services')}>
        {placesOf(mine(chart.services), [...band.routed, ...band.unrouted]).map(({ placed, place }) => (
          <ServiceCardView key={placed.card.id} placed={placed} place={place} />
        ))}
      </ul>
    </section>
  )
})

function leftOf({ entries, routes, services }: Columns): number {
  return (entries ?? routes ?? services).x
}

/** Each card with its place in the whole list: they stand together, so the first one's place tells the rest. */
function placesOf<C extends Card>(shown: readonly Placed<C>[], all: readonly C[]) {
  const rank = shown.length > 0 ? new Map(all.map((card, at) => [card.id, at])) : undefined
  return shown.map((placed) => ({ placed, place: { at: rank?.get(placed.card.id) ?? 0, of: all.length } }))
}

function BandHead({
  placed: { band },
  isPinned,
  services,
  href,
  density,
  x,
  top,
}: {
  placed: PlacedBand
  isPinned: boolean
  services: number
  href: string | undefined
  density: Density
  x: number
  top: number
}): ReactElement {
  const t = useTranslations('map')
  return (
    <h2
      style={{ transform: `translate(${x}px, ${top + (density === 'strip' ? 6 : 10)}px)` }}
      className="absolute top-0 left-0 flex items-baseline gap-2"
    >
      {isPinned ? (
        <PinnedHead />
      ) : href ? (
        <AppLink
          href={href}
          data-hint={t('onlyNamespace', { namespace: band.namespace })}
          className="mono inline-flex min-h-[24px] items-center font-semibold text-13 hover:text-accent"
        >
          {band.namespace}
        </AppLink>
      ) : (
        <span className="mono font-semibold text-13">{band.namespace}</span>
      )}
      {services > 0 && <span className="text-12 text-text-3">{t('servicesCount', { count: services })}</span>}
    </h2>
  )
}
