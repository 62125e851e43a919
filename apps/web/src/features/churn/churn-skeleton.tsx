import type { ReactElement } from 'react'
import { Loading } from '../../ui/loading.tsx'
import { Bone, TableBones } from '../../ui/skeleton.tsx'

/** The screen of churn before its first answer, in its final geometry. */
export function ChurnSkeleton(): ReactElement {
  return (
    <Loading className="flex h-full flex-col overflow-hidden">
      <div className="flex h-12 shrink-0 items-center border-line border-b px-4 sm:px-6">
        <Bone className="h-4 w-80 max-w-full" />
      </div>
      <div className="h-[230px] shrink-0 border-line border-b px-4 py-3 sm:px-6">
        <Bone className="h-full w-full" />
      </div>
      <div className="h-8 shrink-0 border-line border-b" />
      <TableBones />
    </Loading>
  )
}
