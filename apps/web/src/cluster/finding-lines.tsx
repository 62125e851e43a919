'use client'

import type { Finding } from '@portolan/contract'
import type { ReactElement } from 'react'
import { hrefWith } from '../frame/namespaces.ts'
import { AppLink } from '../ui/app-link.tsx'
import { Time } from '../ui/time.tsx'
import { findingId, hintOf, sentenceOf } from './finding-sentence.ts'
import { OlderStill } from './older-still.tsx'
import { SeveritySign } from './severity-sign.tsx'
import { ToldSentence } from './told-sentence.tsx'
import { worstFirst } from './worst-first.ts'

/** What is wrong with one object at the instant shown, the worst first, each with what to do. */
export function FindingLines({
  findings,
  namespace,
}: {
  findings: readonly Finding[]
  namespace: string | null
}): ReactElement {
  return (
    <ul>
      {worstFirst(findings).map((finding) => (
        <li key={findingId(finding)} className="border-line border-b px-4 py-2.5 sm:px-6">
          <p className="flex flex-wrap items-baseline gap-x-3 gap-y-0.5">
            <span className="w-20 shrink-0">
              <SeveritySign severity={finding.severity} isNamed />
            </span>
            <AppLink
              href={hrefWith('/findings/', { namespace: namespace ?? undefined, id: findingId(finding) })}
              className="mono inline-block min-h-[24px] py-0.5 text-text-2 hover:text-accent"
            >
              {finding.rule}
            </AppLink>
            <ToldSentence
              sentence={sentenceOf(finding)}
              className="min-w-0 flex-1 basis-64 break-words font-medium max-sm:basis-full"
            />
            {finding.since !== null && (
              <span>
                <Time at={Date.parse(finding.since)} form="auto-second" className="mono text-text-3" />
                <OlderStill finding={finding} />
              </span>
            )}
          </p>
          <p className="text-text-2 sm:pl-23">
            <ToldSentence sentence={hintOf(finding)} />
          </p>
        </li>
      ))}
    </ul>
  )
}
