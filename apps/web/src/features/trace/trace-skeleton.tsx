import type { ReactElement } from 'react'
import { Loading } from '../../ui/loading.tsx'
import { Bone } from '../../ui/skeleton.tsx'

const STATIONS = ['entry', 'host', 'path', 'tls', 'backend', 'endpoints', 'outcome']

/** The trace before its words and its first answer. */
export function TraceSkeleton(): ReactElement {
  return (
    <Loading className="flex h-full flex-col gap-6 overflow-hidden px-4 py-5 sm:px-6">
      <Bone className="h-9 w-full max-w-4xl" />
      <AnswerBones />
    </Loading>
  )
}

/** The way before it is known, below the question. */
export function AnswerLoading(): ReactElement {
  return (
    <Loading className="">
      <AnswerBones />
    </Loading>
  )
}

function AnswerBones(): ReactElement {
  return (
    <div aria-hidden="true" className="flex flex-col gap-4">
      <Bone className="h-6 w-96 max-w-full" />
      {STATIONS.map((station) => (
        <div key={station} className="flex items-center gap-3">
          <Bone className="size-4" />
          <Bone className="h-4 w-24" />
          <Bone className="h-4 w-64 max-sm:w-32" />
        </div>
      ))}
    </div>
  )
}
