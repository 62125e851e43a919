'use client'

import { type ReactElement, useMemo } from 'react'
import { useLocale } from 'use-intl'
import { formatDuration } from '../../../i18n/duration.ts'
import { usePreferences } from '../../../preferences/preferences-store.ts'
import { TickMarks } from '../../../time/tick-marks.tsx'
import { timeTicks } from '../../../time/time-axis.ts'
import type { PlotScale } from './plot-scale.ts'

const TICK_SPACE = 132
const LABEL_SPACE = 88

/**
 * Round instants, in the reader's zone; or, told what counts as zero, round times since then.
 *
 * @param since epoch ms
 */
export function AxisTicks({ scale, since }: { scale: PlotScale; since?: number }): ReactElement {
  const { zone } = usePreferences()
  const locale = useLocale()
  const ticks = useMemo(() => {
    const shown = { from: scale.at(0), to: scale.at(scale.width) }
    const count = Math.max(2, Math.floor(scale.width / TICK_SPACE))
    if (since === undefined) return timeTicks(shown, count, zone)
    const relative = { from: shown.from - since, to: shown.to - since }
    return timeTicks(relative, count, 'utc').map(({ at }) => ({
      at: at + since,
      label: `${at < 0 ? '−' : '+'}${formatDuration(Math.abs(at), locale)}`,
    }))
  }, [scale, zone, since, locale])
  return (
    <TickMarks
      ticks={ticks}
      xOf={(at) => scale.x(at)}
      width={scale.width}
      labelSpace={LABEL_SPACE}
      size={5}
      label={{ x: 4, y: 16 }}
    />
  )
}
