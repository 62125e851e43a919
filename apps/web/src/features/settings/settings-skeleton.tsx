import type { ReactElement } from 'react'
import { Loading } from '../../ui/loading.tsx'
import { Bone, TableBones } from '../../ui/skeleton.tsx'

/** The settings before their words are here. */
export function SettingsSkeleton(): ReactElement {
  return (
    <Loading className="mx-auto h-full max-w-3xl overflow-hidden px-4 pt-8 sm:px-8">
      <Bone className="h-6 w-40" />
      <div className="mt-8">
        <TableBones rows={6} />
      </div>
    </Loading>
  )
}
