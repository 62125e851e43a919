/** A step of a step function, as far as thinning asks. */
export interface ThinnableStep {
  /** Epoch ms at which it begins. */
  readonly at: number
  /** How many are ready. */
  readonly total: number
  /** How many exact steps it stands for. */
  readonly merged: number
}

/**
 * At most `most` steps: neighbours are merged two by two, those that lasted shortest first. A merged step begins with the first
 * and shows the one with the fewest ready, the later of equals; so the fewest of any stretch are never more than they were,
 * and the fewest of all are kept.
 *
 * @param most at least 2
 */
export function thinSteps<Step extends ThinnableStep>(steps: readonly Step[], most: number): readonly Step[] {
  let thinned = steps
  while (thinned.length > most) thinned = mergeShortest(thinned, thinned.length - most)
  return thinned
}

/** Merges at most `count` pairs, and at least one; the first step keeps its place, and the last lasts for ever. */
function mergeShortest<Step extends ThinnableStep>(steps: readonly Step[], count: number): Step[] {
  const longest = durationRank(steps, count)
  const merged: Step[] = []
  let left = count
  for (let index = 0; index < steps.length; index++) {
    const step = steps[index] as Step
    const next = steps[index + 1]
    if (left === 0 || next === undefined || next.at - step.at > longest) {
      merged.push(step)
      continue
    }
    merged.push(mergeOf(step, next))
    left--
    index++
  }
  return merged
}

/** How long the longest of the `count` shortest steps lasts. */
function durationRank(steps: readonly ThinnableStep[], count: number): number {
  const durations = new Float64Array(steps.length - 1)
  for (let index = 0; index < durations.length; index++) {
    durations[index] = (steps[index + 1] as ThinnableStep).at - (steps[index] as ThinnableStep).at
  }
  return durations.sort()[Math.min(count, durations.length) - 1] ?? 0
}

function mergeOf<Step extends ThinnableStep>(earlier: Step, later: Step): Step {
  const shown = earlier.total < later.total ? earlier : later
  return { ...shown, at: earlier.at, merged: earlier.merged + later.merged }
}
