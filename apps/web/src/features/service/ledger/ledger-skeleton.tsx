import type { ReactElement } from 'react'
import { Bone } from '../../../ui/skeleton.tsx'

/** The chart before its data, at the size it will have. */
export function LedgerSkeleton(): ReactElement {
  return (
    <div aria-hidden="true" className="pt-8">
      <div className="flex h-72 flex-col gap-3 rounded-card border border-line p-4">
        <Bone className="h-12 w-full" />
        {['a', 'b', 'c', 'd', 'e', 'f'].map((key) => (
          <Bone key={key} className="h-3 w-full" />
        ))}
      </div>
    </div>
  )
}
