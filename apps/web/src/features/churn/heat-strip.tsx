'use client'

import type { ReactElement } from 'react'
import { useTranslations } from 'use-intl'
import { formatInstant } from '../../i18n/instant.ts'
import { usePreferences } from '../../preferences/preferences-store.ts'
import { BlindSteps } from './blind-steps.tsx'
import { type HeatLevel, type HeatScale, heatLevel } from './heat-scale.ts'
import { barOf, feetOf } from './step-paths.ts'

const HEIGHT = 22
const FOOT = 3
const FLOOR = HEIGHT - FOOT
const LEVELS = [1, 2, 3, 4] as const satisfies readonly HeatLevel[]
const FILLS: Readonly<Record<HeatLevel, string>> = {
  1: 'opacity-40',
  2: 'opacity-60',
  3: 'opacity-80',
  4: 'opacity-100',
}

/** When a Service churned, step by step: the darker and taller, the more; a red foot where it had no ready endpoint. */
export function HeatStrip({
  churn,
  zeroReadyMs,
  scale,
}: {
  churn: readonly number[]
  zeroReadyMs: readonly number[]
  scale: HeatScale
}): ReactElement {
  const t = useTranslations('churn')
  const { zone } = usePreferences()
  const { gaps, most, steps } = scale
  const peak = churn.indexOf(Math.max(...churn))
  const time = (at: number) => formatInstant(scale.timeAt(at), 'second', zone)
  const [longest] = gaps.toSorted((a, b) => b.to - b.from - (a.to - a.from))
  return (
    <div className="relative bg-surface" style={{ height: HEIGHT }}>
      <BlindSteps gaps={gaps} steps={steps} />
      <svg
        viewBox={`0 0 ${steps} ${HEIGHT}`}
        width="100%"
        height={HEIGHT}
        preserveAspectRatio="none"
        aria-hidden="true"
        className="relative block"
      >
        {LEVELS.map((level) => (
          <path
            key={level}
            d={churn
              .map((count, at) =>
                heatLevel(count, most) === level ? barOf(at, { tall: tallOf(level), floor: FLOOR }) : '',
              )
              .join('')}
            className={`fill-accent ${FILLS[level]}`}
          />
        ))}
        <path d={feetOf(zeroReadyMs, { floor: FLOOR, foot: FOOT })} className="fill-unready" />
      </svg>
      <span className="sr-only">
        {t('most', { count: churn[peak] ?? 0, at: time(peak) })}
        {longest && `. ${t('unwatched', { count: gaps.length, from: time(longest.from), to: time(longest.to) })}`}
      </span>
    </div>
  )
}

const tallOf = (level: HeatLevel): number => (level / LEVELS.length) * FLOOR
