import { CandidateList } from '../candidate-list.ts'
import { lostByAge } from '../ingress/lost-to.ts'
import { nameOf, type PathRule, pathCandidate } from '../ingress/path-rule.ts'
import { type Message, say } from '../messages/message.ts'
import { MAX_CANDIDATES, type RuleCandidate } from '../resolution.ts'
import type { MatchRegex } from '../resolution-options.ts'
import { type ChosenLocation, matchLocation } from './choose-location.ts'
import type { IgnoredRule, NginxLocation, NginxServer } from './nginx-server.ts'

/** What is known once a location is chosen. */
export interface NginxChoice {
  readonly server: NginxServer
  readonly chosen: ChosenLocation
  readonly path: string
  readonly canaries: readonly RuleCandidate[]
  /** Rules of the host beside the server's own that are not taken. */
  readonly ignored: readonly IgnoredRule[]
  /** A rule of a less specific host that would match. */
  readonly lower: PathRule | undefined
  readonly matchRegex: MatchRegex | undefined
}

/** The rule that wins, as a candidate; `undefined` for a default backend and where it cannot be told. */
export function winningCandidate({ chosen }: Pick<NginxChoice, 'chosen'>): RuleCandidate | undefined {
  const { rule } = chosen.location.upstream
  return rule && chosen.kind !== 'undecided' ? pathCandidate(rule, 'won', say('candidate.won', {})) : undefined
}

/** Every rule of the server once, however many locations it made. */
export function nginxCandidates(choice: NginxChoice) {
  const { server, chosen, lower } = choice
  const list = new CandidateList()
  const seen = new Set<PathRule>()
  const winner = winningCandidate(choice)
  if (winner) list.add('won', () => winner)
  if (chosen.location.upstream.rule) seen.add(chosen.location.upstream.rule)
  if (!winner) addUndecided(list, chosen.location)
  for (const canary of choice.canaries) list.add(canary.verdict, () => canary)
  for (const location of server.locations) {
    const { rule } = location.upstream
    if (!rule || seen.has(rule)) continue
    if (addMatching(list, location, { ...choice, tried: seen.size })) seen.add(rule)
  }
  for (const { upstream } of server.locations) {
    const { rule } = upstream
    if (!rule || seen.has(rule)) continue
    seen.add(rule)
    list.add('not-matched', () => pathCandidate(rule, 'not-matched', say('candidate.path-differs', {})))
  }
  for (const { rule, reason } of [...server.ignored, ...choice.ignored])
    list.add('ignored', () => pathCandidate(rule, 'ignored', reason))
  if (lower)
    list.add('lost', () => pathCandidate(lower, 'lost', say('candidate.host-less-specific', { winner: server.host })))
  return list.listed()
}

function addUndecided(list: CandidateList, { upstream, text }: NginxLocation): void {
  const { rule } = upstream
  if (rule)
    list.add('undecided', () => pathCandidate(rule, 'undecided', say('candidate.regex-undecided', { pattern: text })))
}

/** Patterns are tried as long as the list has room for them: a server may have thousands. */
function addMatching(list: CandidateList, location: NginxLocation, choice: NginxChoice & { tried: number }): boolean {
  const { rule } = location.upstream
  const { matchRegex } = choice
  if (!rule) return false
  const match = matchLocation(location, choice.path, choice.tried < MAX_CANDIDATES ? matchRegex : undefined)
  if (match === 'no-match') return false
  if (match === 'undecided') addUndecided(list, location)
  else list.add('lost', () => pathCandidate(rule, 'lost', whyLost(rule, location, choice)))
  return true
}

function whyLost(rule: PathRule, location: NginxLocation, { server, chosen }: NginxChoice): Message {
  const winner = chosen.location
  const winning = winner.upstream.rule
  const name = winning ? nameOf(winning) : winner.text
  if (server.isRegex) return say('candidate.later-regex', { winner: name })
  if (winner.kind === 'exact' && location.kind !== 'exact') return say('candidate.exact-location', {})
  if (winner.text.length > location.text.length || !winning)
    return say('candidate.shorter-path', { winner: winner.text })
  return lostByAge(rule, winning)
}
