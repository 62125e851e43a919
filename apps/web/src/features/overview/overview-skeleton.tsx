import type { ReactElement } from 'react'
import { Loading } from '../../ui/loading.tsx'
import { Bone, TableBones } from '../../ui/skeleton.tsx'

/** The overview before the first answer. */
export function OverviewSkeleton(): ReactElement {
  return (
    <Loading className="mx-auto h-full max-w-6xl overflow-hidden px-4 pt-8 sm:px-8">
      <Bone className="h-9 w-[min(32rem,90%)]" />
      <Bone className="mt-3 h-4 w-72" />
      <div className="mt-10 grid gap-12 lg:grid-cols-[minmax(0,5fr)_minmax(0,6fr)]">
        <TableBones rows={8} />
        <TableBones rows={9} />
      </div>
    </Loading>
  )
}
