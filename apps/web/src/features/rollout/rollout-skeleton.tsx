import type { ReactElement } from 'react'
import { Loading } from '../../ui/loading.tsx'
import { Bone } from '../../ui/skeleton.tsx'

/** The page of a rollout before its data. */
export function RolloutSkeleton(): ReactElement {
  return (
    <Loading className="h-full overflow-hidden px-4 pt-6 sm:px-6">
      <Bone className="h-3 w-40" />
      <Bone className="mt-4 h-6 w-[520px] max-w-full" />
      <Bone className="mt-3 h-4 w-80 max-w-full" />
      <Bone className="mt-6 h-14 w-full" />
      <Bone className="mt-6 h-[420px] w-full rounded-card" />
    </Loading>
  )
}
