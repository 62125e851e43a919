'use client'

import type { Rollout } from '@portolan/contract'
import type { ReactElement } from 'react'
import { hrefWith } from '../frame/namespaces.ts'
import { AppLink } from '../ui/app-link.tsx'
import { Mono } from '../ui/mono.tsx'
import { Time } from '../ui/time.tsx'
import { RolloutChange } from './rollout-change.tsx'
import { ToldSentence } from './told-sentence.tsx'
import { VerdictSign } from './verdict-sign.tsx'

/** One rollout and its verdict in words, leading to its page. */
export function RolloutLine({
  rollout,
  isDated = false,
}: {
  rollout: Rollout
  /** Says when it was requested. */
  isDated?: boolean
}): ReactElement {
  const { id, workload, verdict, requestedAt } = rollout
  return (
    <AppLink
      href={hrefWith('/rollout/', { id })}
      className="inset-focus flex gap-2.5 px-3.5 py-2 transition-colors hover:bg-surface"
    >
      <VerdictSign verdict={verdict.kind} className="mt-0.5" />
      <span className="min-w-0 flex-1">
        <span className="flex min-w-0 flex-wrap items-baseline gap-x-3">
          <span className="flex min-w-0">
            <span className="mono shrink-0 text-text-3">{workload.namespace}/</span>
            <Mono text={workload.name} className="font-medium text-13" />
          </span>
          <RolloutChange rollout={rollout} className="min-w-0 truncate text-12 text-text-2" />
          {isDated && (
            <Time at={Date.parse(requestedAt)} form="auto-second" className="mono ml-auto shrink-0 text-text-3" />
          )}
        </span>
        <span className="block text-12 text-text-2">
          <ToldSentence sentence={verdict.sentence} />
        </span>
      </span>
    </AppLink>
  )
}
