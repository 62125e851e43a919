import type { ReactElement } from 'react'
import { Loading } from '../../ui/loading.tsx'
import { Bone } from '../../ui/skeleton.tsx'

const ROWS = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j', 'k', 'l']

/** The chart before it is known: its columns where they will be. */
export function MapSkeleton(): ReactElement {
  return (
    <Loading className="flex h-full flex-col overflow-hidden">
      <div className="flex h-12 shrink-0 items-center border-line border-b px-5">
        <Bone className="h-4 w-80 max-w-full" />
      </div>
      <div className="h-8 shrink-0 border-line border-b" />
      <div className="px-5 pt-3">
        <Bone className="h-4 w-32" />
        <div className="mt-3 grid grid-cols-[14.5%_25%_20.5%_27%] justify-between gap-y-2.5 max-lg:grid-cols-[35%_27%_28%] max-sm:grid-cols-2">
          {ROWS.map((key, at) => (
            <div key={key} className="contents">
              <Bone className={at % 4 === 0 ? 'h-12 max-lg:hidden' : 'invisible h-12 max-lg:hidden'} />
              <Bone className={at % 2 === 0 ? 'h-12 max-sm:hidden' : 'invisible h-12 max-sm:hidden'} />
              <Bone className="h-12" />
              <Bone className="my-4.5 h-3 w-2/3" />
            </div>
          ))}
        </div>
      </div>
    </Loading>
  )
}
