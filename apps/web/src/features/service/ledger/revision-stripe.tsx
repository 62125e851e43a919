import type { ReactElement } from 'react'
import type { LaneGroup } from './ledger-lanes.ts'

const FILL = {
  new: 'fill-revision-new',
  old: 'fill-[url(#hatch-revision)]',
  older: 'fill-[url(#dots-revision)]',
} as const

/** Solid is the newest revision, hatched the one before, dotted what is older. */
export function RevisionStripe({ age, height }: { age: LaneGroup['age']; height: number }): ReactElement {
  return (
    <svg width="4" height={height} aria-hidden="true" className="shrink-0">
      <rect width="4" height={height} className={FILL[age]} />
    </svg>
  )
}
