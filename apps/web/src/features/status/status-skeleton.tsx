import type { ReactElement } from 'react'
import { Loading } from '../../ui/loading.tsx'
import { Bone, TableBones } from '../../ui/skeleton.tsx'

/** The status screen before the first status. */
export function StatusSkeleton(): ReactElement {
  return (
    <Loading className="h-full overflow-hidden">
      <div className="flex h-[100px] flex-col gap-3 px-4 pt-7 sm:px-6">
        <Bone className="h-5 w-72" />
        <Bone className="h-4 w-56" />
      </div>
      <div className="flex h-[74px] items-center gap-10 border-line border-y px-4 sm:px-6">
        <Bone className="h-8 w-24" />
        <Bone className="h-8 w-32" />
      </div>
      <TableBones />
    </Loading>
  )
}
