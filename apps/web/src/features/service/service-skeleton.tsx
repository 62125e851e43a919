import type { ReactElement } from 'react'
import { Loading } from '../../ui/loading.tsx'
import { Bone } from '../../ui/skeleton.tsx'
import { LedgerSkeleton } from './ledger/ledger-skeleton.tsx'

/** The page of a Service before its data. */
export function ServiceSkeleton(): ReactElement {
  return (
    <Loading className="h-full overflow-hidden">
      <div className="flex h-[172px] flex-col gap-3 border-line border-b px-4 pt-6 sm:px-6">
        <Bone className="h-3 w-32" />
        <Bone className="h-6 w-56" />
        <Bone className="h-4 w-80 max-w-full" />
        <Bone className="h-8 w-full max-w-xl" />
      </div>
      <div className="px-4 sm:px-6">
        <LedgerSkeleton />
      </div>
    </Loading>
  )
}
