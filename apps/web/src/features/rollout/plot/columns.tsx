'use client'

import type { Rollout } from '@portolan/contract'
import { type ReactElement, useMemo } from 'react'
import { useTranslations } from 'use-intl'
import { useToldDuration } from '../../../i18n/use-told-duration.ts'
import { blindStretches } from '../../../time/blind-stretches.ts'
import { type PlotScale, placeOf } from './plot-scale.ts'

const LABEL_SPACE = 150

type Window = Rollout['services'][number]['zeroReady'][number]

/** Nobody ready: a red column through everything, hatched where the counts are, with how long, and who still served. */
export function ZeroColumns({
  windows,
  scale,
  now,
  labelY,
  hatchTo,
}: {
  windows: readonly Window[]
  scale: PlotScale
  /** Epoch ms: where what lasts ends for now. */
  now: number
  labelY: number
  /** Pixels from the top: below, where lanes are to be read, it is only tinted. */
  hatchTo: number
}): ReactElement {
  const t = useTranslations('rollout')
  const duration = useToldDuration()
  let freeFrom = Number.NEGATIVE_INFINITY
  return (
    <g>
      {windows.map(({ from, to, servingTerminating }) => {
        const begin = Date.parse(from.at)
        const end = to === null ? now : Date.parse(to.at)
        const place = placeOf({ from: begin, to: end }, scale, 2)
        if (!place) return null
        const hasRoom = place.x >= freeFrom && place.x + LABEL_SPACE <= scale.width
        if (hasRoom) freeFrom = place.x + LABEL_SPACE
        return (
          <g key={`${from.seq} ${from.at}`} transform={`translate(${place.x} 0)`}>
            <rect width={place.width} height={hatchTo} className="fill-[url(#hatch-zero)]" />
            <rect y={hatchTo} width={place.width} height="100%" className="fill-unready opacity-[.06]" />
            {scale.x(begin) >= 0 && <rect width={1.5} height="100%" className="fill-unready" />}
            {place.width > 3 && scale.x(end) <= scale.width && (
              <rect x={place.width - 1} width={1} height="100%" className="fill-unready" />
            )}
            {hasRoom && (
              <g transform={`translate(7 ${labelY})`}>
                <Label
                  text={t('zeroLabel', { duration: duration(end - begin) })}
                  className="fill-unready font-medium"
                />
                {servingTerminating > 0 && (
                  <g transform="translate(0 16)">
                    <Label text={t('stillServed', { count: servingTerminating })} className="fill-text-2" />
                  </g>
                )}
              </g>
            )}
          </g>
        )
      })}
    </g>
  )
}

/** Nobody watching: hatched, for whatever is drawn there was found afterwards. */
export function BlindColumns({ blind, scale }: { blind: Rollout['blind']; scale: PlotScale }): ReactElement {
  const t = useTranslations('ledger')
  const stretches = useMemo(() => blindStretches(blind), [blind])
  return (
    <g>
      {stretches.map(({ from, to, reason }) => {
        const place = placeOf({ from: Date.parse(from), to: to === null ? undefined : Date.parse(to) }, scale)
        if (!place) return null
        return (
          <g key={`${from} ${reason}`} transform={`translate(${place.x} 0)`}>
            <rect width={place.width} height="100%" className="fill-[url(#hatch-gap)]" />
            {place.width > 90 && (
              <g transform="translate(6 16)">
                <Label text={t('notObserved')} className="fill-text-2" />
              </g>
            )}
          </g>
        )
      })}
    </g>
  )
}

function Label({ text, className }: { text: string; className: string }): ReactElement {
  return (
    <text strokeWidth="4" className={`stroke-page text-12 [paint-order:stroke] ${className}`}>
      {text}
    </text>
  )
}
