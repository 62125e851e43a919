import type { ReactElement } from 'react'
import { Loading } from './loading.tsx'
import { Bone, TableBones } from './skeleton.tsx'

/** A screen that is a bar of filters above a table, before its first row. */
export function ListSkeleton(): ReactElement {
  return (
    <Loading className="flex h-full flex-col overflow-hidden">
      <div className="flex h-12 shrink-0 items-center gap-4 border-line border-b px-4 sm:px-6">
        <Bone className="h-4 w-24" />
        <Bone className="h-4 w-20" />
      </div>
      <div className="h-8 shrink-0 border-line border-b" />
      <TableBones />
    </Loading>
  )
}
