'use client'

import type { TopologyMatches } from '@portolan/contract'
import { useQueries } from '@tanstack/react-query'
import { useCallback, useMemo } from 'react'
import { topologyMatchesQuery } from '../../../api/chart-queries.ts'
import type { ApiAnswer } from '../../../api/request.ts'
import { codeAndDetail } from '../../../errors.ts'
import { useAt } from '../../../time/use-at.ts'
import type { Filter, Term } from './parse-filter.ts'
import { lengthMsOf, type MatchQuestion, questionOf } from './question-of.ts'

/** While live, what is behind the chart is asked again after this long; the answer is a list of keys. */
const ASK_AGAIN_MS = 3_000

/** What the terms of a filter find behind the chart. */
export interface Behind {
  /** `undefined` while it is asked, and where it was refused. */
  readonly of: (term: Term) => ReadonlySet<string> | undefined
  readonly isAsking: boolean
  /** Terms that could not be asked, and why. */
  readonly refused: readonly { readonly text: string; readonly detail: string }[]
  /** Terms for which the log was not read back far enough: since when they hold, epoch ms. */
  readonly shortened: readonly { readonly text: string; readonly since: number }[]
}

/** Asks for labels, Nodes, Pods and changes, which cards do not carry: now again and again, of an instant of the past once. */
export function useBehind(filter: Filter, namespaces: readonly string[]): Behind {
  const { text: at } = useAt()
  const asked = useMemo(() => filter.terms.flatMap(askedOf), [filter])
  const scope = { ...(namespaces.length > 0 && { namespace: namespaces }), ...(at !== undefined && { at }) }
  const combine = useCallback((answers: readonly Answer[]) => behindOf(asked, answers), [asked])
  return useQueries({
    queries: asked.map(({ question }) => ({
      ...topologyMatchesQuery({ ...question, ...scope }),
      placeholderData: () => undefined,
      retry: 1,
      ...(at === undefined && { refetchInterval: ASK_AGAIN_MS, staleTime: 0 }),
    })),
    combine,
  })
}

interface Asked {
  readonly term: Term
  readonly question: MatchQuestion
}

function askedOf(term: Term): Asked[] {
  const question = questionOf(term)
  return question ? [{ term, question }] : []
}

interface Answer {
  readonly data: ApiAnswer<TopologyMatches> | undefined
  readonly error: Error | null
}

function behindOf(asked: readonly Asked[], answers: readonly Answer[]): Behind {
  const byText = new Map<string, ReadonlySet<string>>()
  const refused: Behind['refused'][number][] = []
  const shortened: Behind['shortened'][number][] = []
  asked.forEach(({ term: { text }, question }, at) => {
    const { data, error } = answers[at] ?? {}
    if (data) byText.set(text, new Set(data.body.keys))
    else if (error) refused.push({ text, detail: codeAndDetail(error).detail })
    const since = data && sinceWhen(data.body, question)
    if (since !== undefined) shortened.push({ text, since })
  })
  return {
    of: ({ text }) => byText.get(text),
    isAsking: byText.size + refused.length < asked.length,
    refused,
    shortened,
  }
}

/** Since when changes were looked at, where that is less than was asked for. */
function sinceWhen({ at, since }: TopologyMatches, question: MatchQuestion): number | undefined {
  if (since === null || !('changed' in question)) return undefined
  const from = Date.parse(since)
  return Date.parse(at) - from < lengthMsOf(question.changed) ? from : undefined
}
