import type { SteppedRange } from '@portolan/pipeline/ports'

/** Epoch ms at which each step of a range begins. */
export function stepStarts({ from, to, stepMs }: SteppedRange): number[] {
  return Array.from({ length: Math.max(0, Math.ceil((to - from) / stepMs)) }, (_, index) => from + index * stepMs)
}
