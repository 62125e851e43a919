import type { ReactElement } from 'react'
import { Loading } from './loading.tsx'
import { TableBones } from './skeleton.tsx'

/** Rows that are on their way, in a part of a screen that is there already. */
export function TableLoading({ rows }: { rows: number }): ReactElement {
  return (
    <Loading className="">
      <TableBones rows={rows} />
    </Loading>
  )
}
