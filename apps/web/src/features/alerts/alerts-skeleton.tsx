import type { ReactElement } from 'react'
import { Loading } from '../../ui/loading.tsx'
import { Bone, TableBones } from '../../ui/skeleton.tsx'

/** The alerts before the first of them. */
export function AlertsSkeleton(): ReactElement {
  return (
    <Loading className="flex h-full flex-col overflow-hidden">
      <div className="flex h-10 shrink-0 items-center gap-5 border-line border-b px-4 sm:px-6">
        <Bone className="h-4 w-14" />
        <Bone className="h-4 w-12" />
        <Bone className="h-4 w-16" />
      </div>
      <div className="h-12 shrink-0 border-line border-b" />
      <TableBones rows={8} />
    </Loading>
  )
}
