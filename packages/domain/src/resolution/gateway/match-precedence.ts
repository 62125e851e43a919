import { byAge } from '../../kubernetes/object-age.ts'
import { type Message, say } from '../messages/message.ts'
import { nameOfMatch, type RouteMatch } from './route-match.ts'

/** What makes one match go before another, in the order in which it counts; more goes first. */
const RANKS: readonly { readonly by: string; readonly rank: (match: RouteMatch) => number }[] = [
  { by: 'the longer exact hostname', rank: ({ hostname }) => (hostname.startsWith('*.') ? 0 : hostname.length) },
  { by: 'the longer hostname', rank: ({ hostname }) => hostname.length },
  { by: 'the kind of path', rank: ({ http }) => (http ? PATH_RANK[http.path.type] : 0) },
  { by: 'the longer path', rank: ({ http }) => http?.path.value.length ?? 0 },
  { by: 'the longer service', rank: ({ grpc }) => grpc?.method?.service?.length ?? 0 },
  { by: 'the longer method', rank: ({ grpc }) => grpc?.method?.method?.length ?? 0 },
  { by: 'a method', rank: ({ http }) => Number(http?.method !== undefined) },
  { by: 'more headers', rank: ({ http, grpc }) => (http ?? grpc)?.headers.length ?? 0 },
  { by: 'more query parameters', rank: ({ http }) => http?.queryParams.length ?? 0 },
]

const HOSTNAME_RANKS = RANKS.slice(0, 2)

/** Where a regular expression ranks is for the implementation to say; between the two it is surprised the least. */
const PATH_RANK = { Exact: 2, RegularExpression: 1, PathPrefix: 0 } as const

/** Negative where `a` goes first (rules E.5.3 to E.5.5, E.5.9): rank, age, name, then the order in the route. */
export function byPrecedence(a: RouteMatch, b: RouteMatch): number {
  for (const { rank } of RANKS) {
    const difference = rank(b) - rank(a)
    if (difference !== 0) return difference
  }
  return byAge(a.route, b.route) || a.ruleIndex - b.ruleIndex || a.matchIndex - b.matchIndex
}

/** Why a match that takes the request too lost to the winner. */
export function whyLater(match: RouteMatch, winner: RouteMatch): Message {
  const decisive = RANKS.find(({ rank }) => rank(match) !== rank(winner))
  if (decisive && HOSTNAME_RANKS.includes(decisive))
    return say('candidate.less-specific-hostname', { winner: winner.hostname })
  const name = nameOfMatch(winner)
  if (decisive) return say('candidate.less-specific-match', { winner: name, by: decisive.by })
  if (match.route === winner.route) return say('candidate.later-rule', {})
  const isTie = match.route.metadata.creationTimestamp === winner.route.metadata.creationTimestamp
  return say(isTie ? 'candidate.later-name' : 'candidate.younger', { winner: name })
}
