import type { ServicesChurn } from '@portolan/contract'
import { CHURN_KINDS } from '../../cluster/churn/churn-shapes.ts'
import { unwatched } from '../../time/blind-stretches.ts'

/** What all strips of a table have in common. */
export interface HeatScale {
  /** The most that any Service churned in a step. */
  readonly most: number
  readonly steps: number
  /** In steps and parts of them: where nobody watched. */
  readonly gaps: readonly { readonly from: number; readonly to: number }[]
  /** When a step begins, epoch ms. */
  readonly timeAt: (at: number) => number
}

export function heatScale({ services, gaps, stepMs, ...range }: ServicesChurn): HeatScale {
  const from = Date.parse(range.from)
  const to = Date.parse(range.to)
  const steps = Math.max(1, (to - from) / stepMs)
  const stepOf = (time: number) => Math.min(steps, Math.max(0, (time - from) / stepMs))
  return {
    most: Math.max(1, ...services.flatMap(({ churnBySteps }) => Math.max(0, ...churnBySteps))),
    steps,
    gaps: unwatched(gaps, CHURN_KINDS).map((gap) => ({
      from: stepOf(Date.parse(gap.from)),
      to: gap.to === null ? steps : stepOf(Date.parse(gap.to)),
    })),
    timeAt: (at) => from + at * stepMs,
  }
}

export type HeatLevel = 1 | 2 | 3 | 4

/** `undefined` for nothing. By the root of the share, so that a single endpoint can be seen beside a storm. */
export function heatLevel(count: number, most: number): HeatLevel | undefined {
  if (count === 0) return undefined
  const share = Math.sqrt(count / most)
  return share > 0.75 ? 4 : share > 0.5 ? 3 : share > 0.25 ? 2 : 1
}
