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
  const room = height - foot
  const path = churn.map((count, at) => {
    if (count === 0) return ''
    const tall = Math.max(1.5, Math.round((count / most) * room * 100) / 100)
    return `M${at + 0.08} ${room - tall}h.84v${tall}h-.84z`
  })
  return {
    path: path.join(''),
    feet: zeroReadyMs.map((ms, at) => (ms > 0 ? `M${at} ${room}h1v${foot}h-1z` : '')).join(''),
  }
}
