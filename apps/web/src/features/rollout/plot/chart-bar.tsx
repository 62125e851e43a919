'use client'

import { Map as MapIcon, Maximize2, ZoomIn, ZoomOut } from 'lucide-react'
import { type ReactElement, useContext, useSyncExternalStore } from 'react'
import { useTranslations } from 'use-intl'
import { useToldDuration } from '../../../i18n/use-told-duration.ts'
import { useCursorAt } from '../../../time/cursor.ts'
import { AppLink } from '../../../ui/app-link.tsx'
import { IconButton } from '../../../ui/icon-button.tsx'
import { Time } from '../../../ui/time.tsx'
import { ExportButtons } from '../export/export-buttons.tsx'
import { RoleSwatch } from '../lanes/role-heading.tsx'
import type { LaneRole } from '../model/lanes.ts'
import { stepAt } from '../model/ready-steps.ts'
import type { RolloutPicture } from '../model/rollout-picture.ts'
import { PlotViewContext } from './plot-view.ts'

const ROLES: readonly LaneRole[] = ['new', 'old', 'other']

/** Every value at the cursor, without one at the end; and the buttons that zoom. Always in the same place. */
export function ChartBar({
  picture,
  end,
  hrefAt,
  onZoom,
  onFit,
}: {
  picture: RolloutPicture
  /** Epoch ms: what is read without a cursor. */
  end: number
  /** The map as it was then. */
  hrefAt: (at: number) => string
  onZoom: (factor: number) => void
  onFit: () => void
}): ReactElement {
  const t = useTranslations('rollout')
  const at = Math.floor(useCursorAt() ?? end)
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-1 pb-2">
      <p className="flex min-w-0 flex-1 flex-wrap items-center gap-x-3.5 gap-y-0.5 text-12 text-text-2 max-md:min-h-[40px] max-md:basis-full">
        <ValuesAt picture={picture} at={at} />
      </p>
      <span className="flex flex-wrap items-center gap-0.5">
        <AppLink
          href={hrefAt(at)}
          className="mr-1 inline-flex h-8 items-center gap-1.5 rounded-control px-2 text-12 text-accent hover:bg-hover pointer-coarse:h-11"
        >
          <MapIcon size={14} aria-hidden="true" />
          {t('mapThen')}
        </AppLink>
        <ExportButtons picture={picture} now={end} />
        <IconButton label={t('zoomIn')} keys="chart.zoomIn" onClick={() => onZoom(0.5)}>
          <ZoomIn size={16} aria-hidden="true" />
        </IconButton>
        <IconButton label={t('zoomOut')} keys="chart.zoomOut" onClick={() => onZoom(2)}>
          <ZoomOut size={16} aria-hidden="true" />
        </IconButton>
        <Fit onFit={onFit} />
      </span>
    </div>
  )
}

function Fit({ onFit }: { onFit: () => void }): ReactElement {
  const t = useTranslations('rollout')
  const view = useContext(PlotViewContext)
  const isHeld = useSyncExternalStore(view.subscribe, view.isHeld, () => false)
  return (
    <IconButton
      label={t('fit')}
      keys="chart.fit"
      disabled={!isHeld}
      onClick={onFit}
      className="disabled:opacity-40 max-sm:disabled:hidden"
    >
      <Maximize2 size={15} aria-hidden="true" />
    </IconButton>
  )
}

function ValuesAt({ picture: { rollout, steps }, at }: { picture: RolloutPicture; at: number }): ReactElement {
  const t = useTranslations('rollout')
  const duration = useToldDuration()
  const step = stepAt(steps, at)
  const since = at - Date.parse(rollout.requestedAt)
  return (
    <>
      <span className="whitespace-nowrap">
        <Time at={at} form="auto-ms" className="mono text-13 text-text-1" />{' '}
        <span className="mono text-text-3">
          {since < 0 ? '−' : '+'}
          {duration(Math.abs(since))}
        </span>
      </span>
      {step ? (
        <>
          {ROLES.filter((role) => role !== 'other' || step.other > 0).map((role) => (
            <span key={role} className="inline-flex items-center gap-1.5 whitespace-nowrap">
              <RoleSwatch role={role} />
              {t(`role.${role}`)} <span className="mono text-text-1">{step[role]}</span>
            </span>
          ))}
          <span className={step.ready === 0 && step.desired > 0 ? 'font-medium text-unready' : undefined}>
            {t('readyOfDesired', { ready: step.ready, desired: step.desired })}
          </span>
          {step.draining > 0 && <span className="text-terminating">{t('draining', { count: step.draining })}</span>}
        </>
      ) : (
        <span>{t('before')}</span>
      )}
    </>
  )
}
