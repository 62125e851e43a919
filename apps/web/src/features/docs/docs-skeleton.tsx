import type { ReactElement } from 'react'
import { Loading } from '../../ui/loading.tsx'
import { Bone } from '../../ui/skeleton.tsx'

/** The API guide before its words. */
export function DocsSkeleton(): ReactElement {
  return (
    <Loading className="mx-auto flex max-w-3xl flex-col gap-4 px-4 pt-9 sm:px-6">
      <Bone className="h-6 w-72" />
      <Bone className="h-4 w-full max-w-xl" />
      <Bone className="mt-8 h-28 w-full" />
    </Loading>
  )
}
