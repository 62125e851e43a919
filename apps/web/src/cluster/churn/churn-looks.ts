import type { BarLook } from './churn-shapes.ts'

/** The fill of each part of a bar: a colour, or a pattern where colours are too near each other. */
export const BAR_LOOKS: Readonly<Record<BarLook, string>> = {
  added: 'fill-ready',
  removed: 'fill-unready',
  flips: 'fill-[url(#hatch-terminating)]',
  rollout: 'fill-revision-new',
  scale: 'fill-[url(#hatch-revision)]',
  arrival: 'fill-ready',
  edit: 'fill-changed',
  pod: 'fill-[url(#hatch-terminating)]',
  container: 'fill-unready',
  node: 'fill-text-1',
  unknown: 'fill-unknown',
}
