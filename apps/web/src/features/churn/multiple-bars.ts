import { barOf, feetOf } from './step-paths.ts'

/** Churn of one Service as bars that stand side by side with those of others: one scale for all of them. */
interface Bars {
  /** One path for all bars. */
  readonly path: string
  /** Where no endpoint was ready, as a foot below the line. */
  readonly feet: string
}

/** Pixels; a step is one wide, and is stretched by the picture. */
interface Frame {
  readonly height: number
  readonly foot: number
  /** The most that any of them churned in a step. */
  readonly most: number
}

/** A bar for each step in which anything happened; the smallest can still be seen. */
export function multipleBars(
  churn: readonly number[],
  zeroReadyMs: readonly number[],
  { height, foot, most }: Frame,
): Bars {
  const floor = height - foot
  const path = churn.map((count, at) => {
    if (count === 0) return ''
    const tall = Math.max(1.5, Math.round((count / most) * floor * 100) / 100)
    return barOf(at, { tall, floor })
  })
  return {
    path: path.join(''),
    feet: feetOf(zeroReadyMs, { floor, foot }),
  }
}
