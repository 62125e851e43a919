import type { ReactElement } from 'react'
import type { HeatScale } from './heat-scale.ts'

/** The steps of a strip in which nobody watched, hatched behind its bars. */
export function BlindSteps({ gaps, steps }: Pick<HeatScale, 'gaps' | 'steps'>): ReactElement {
  const share = (part: number) => `${(part / steps) * 100}%`
  return (
    <>
      {gaps.map(({ from, to }) => (
        <div
          key={from}
          className="absolute inset-y-0 blind-hatch"
          style={{ left: share(from), width: share(to - from) }}
        />
      ))}
    </>
  )
}
