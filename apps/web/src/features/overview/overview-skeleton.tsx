import type { ReactElement } from 'react'
import { Loading } from '../../ui/loading.tsx'
import { Bone, TableBones } from '../../ui/skeleton.tsx'

/** What the overview and its skeleton share, so that the one takes the place of the other. */
export const OVERVIEW_WIDTH = 'mx-auto max-w-[1180px] px-4 pt-8 sm:px-8'

/** The overview before the first answer. */
export function OverviewSkeleton(): ReactElement {
  return (
    <Loading className={`h-full overflow-hidden ${OVERVIEW_WIDTH}`}>
      <Bone className="h-9 w-[min(32rem,90%)]" />
      <Bone className="mt-3 h-4 w-72" />
      <Bone className="mt-6 h-24 w-full" />
      <div className="mt-8 grid gap-10 lg:grid-cols-2">
        <TableBones rows={7} />
        <TableBones rows={7} />
      </div>
    </Loading>
  )
}
