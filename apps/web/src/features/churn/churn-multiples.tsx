'use client'

import type { ServiceChurn } from '@portolan/contract'
import type { ReactElement } from 'react'
import { useTranslations } from 'use-intl'
import { formatInstant } from '../../i18n/instant.ts'
import { usePreferences } from '../../preferences/preferences-store.ts'
import { keyOf } from './arrange-churn.ts'
import { BlindSteps } from './blind-steps.tsx'
import { ServiceChurnLink, WithoutReady } from './churn-cells.tsx'
import type { HeatScale } from './heat-scale.ts'
import { multipleBars } from './multiple-bars.ts'

const SHOWN = 12
const HEIGHT = 56
const FOOT = 3

/** The Services that come first, each as a small chart; all on one scale of time and of changes, so that they compare. */
export function ChurnMultiples({
  services,
  scale,
  openKey,
}: {
  /** In the order of the table. */
  services: readonly ServiceChurn[]
  scale: HeatScale
  openKey: string | undefined
}): ReactElement {
  const t = useTranslations('churn')
  const { zone } = usePreferences()
  const shown = services.slice(0, SHOWN)
  const time = (at: number) => formatInstant(scale.timeAt(at), 'second', zone)
  return (
    <div className="h-full overflow-y-auto px-4 py-4 sm:px-6">
      <ul className="grid grid-cols-[repeat(auto-fill,minmax(17rem,1fr))] gap-3">
        {shown.map((service) => (
          <li
            key={keyOf(service)}
            data-selected={keyOf(service) === openKey || undefined}
            className="relative rounded-card border border-line px-3 pt-2 pb-1 hover:bg-surface data-selected:border-accent"
          >
            <div className="flex items-center gap-2 pb-1.5">
              <span className="min-w-0 flex-1">
                <ServiceChurnLink service={service} />
              </span>
              {service.zeroReadyMs > 0 && <WithoutReady ms={service.zeroReadyMs} />}
              <span className="shrink-0 font-medium">{service.churn}</span>
            </div>
            <SmallChart service={service} scale={scale} />
            <p className="flex justify-between text-12 text-text-3">
              <span className="mono">{time(0)}</span>
              <span className="mono">{time(scale.steps)}</span>
            </p>
          </li>
        ))}
      </ul>
      <p className="pt-3 text-text-2">
        {t('multiplesShown', { shown: shown.length, total: services.length, most: scale.most })}
      </p>
    </div>
  )
}

function SmallChart({ service, scale }: { service: ServiceChurn; scale: HeatScale }): ReactElement {
  const t = useTranslations('churn')
  const { gaps, most, steps } = scale
  const { path, feet } = multipleBars(service.churnBySteps, service.zeroReadyMsBySteps, {
    height: HEIGHT,
    foot: FOOT,
    most,
  })
  return (
    <div className="relative border-edge-strong border-b" style={{ height: HEIGHT }}>
      <BlindSteps gaps={gaps} steps={steps} />
      <svg
        viewBox={`0 0 ${steps} ${HEIGHT}`}
        width="100%"
        height={HEIGHT}
        preserveAspectRatio="none"
        role="img"
        aria-label={t('moves', { added: service.added, removed: service.removed, flips: service.flips })}
        className="relative block"
      >
        <path d={path} className="fill-accent" />
        <path d={feet} className="fill-unready" />
      </svg>
    </div>
  )
}
