import type { ReactElement } from 'react'
import { Loading } from '../../ui/loading.tsx'
import { Bone, TableBones } from '../../ui/skeleton.tsx'

/** The page of an object before its data. */
export function ObjectSkeleton(): ReactElement {
  return (
    <Loading className="h-full overflow-hidden">
      <div className="flex h-[156px] flex-col gap-3 border-line border-b px-4 pt-6 sm:px-6">
        <Bone className="h-3 w-32" />
        <Bone className="h-6 w-72 max-w-full" />
        <Bone className="h-4 w-96 max-w-full" />
        <Bone className="h-8 w-56" />
      </div>
      <div className="pt-6">
        <TableBones rows={8} />
      </div>
    </Loading>
  )
}
