import { CandidateList } from '../candidate-list.ts'
import { lostByAge } from '../ingress/lost-to.ts'
import { nameOf, type PathRule, pathCandidate } from '../ingress/path-rule.ts'
import { type Message, say } from '../messages/message.ts'
import type { RuleCandidate } from '../resolution.ts'
import type { MatchRegex } from '../resolution-options.ts'
import { type ChosenLocation, locationsOver } from './choose-location.ts'
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
  const { server, lower } = choice
  const list = new CandidateList()
  const winner = winningCandidate(choice)
  if (winner) list.add('won', () => winner)
  for (const canary of choice.canaries) list.add(canary.verdict, () => canary)
  const matching = addMatching(list, choice)
  for (const { rule, reason } of [...server.ignored, ...choice.ignored])
    list.add('ignored', () => pathCandidate(rule, 'ignored', reason))
  if (lower) {
    const reason = say('candidate.host-less-specific', { winner: server.host })
    list.add('lost', () => pathCandidate(lower, 'lost', reason))
  }
  addRest(list, server, matching)
  return list.listed()
}

/** @returns the rules that match or may match, the winner among them */
function addMatching(list: CandidateList, choice: NginxChoice): Set<PathRule> {
  const { server, chosen, path, matchRegex } = choice
  const matching = new Set<PathRule>()
  if (chosen.kind !== 'undecided' && chosen.location.upstream.rule) matching.add(chosen.location.upstream.rule)
  for (const { location, isUndecided } of locationsOver(server, path, matchRegex)) {
    const { rule } = location.upstream
    if (!rule || matching.has(rule)) continue
    matching.add(rule)
    const undecided = say('candidate.regex-undecided', { pattern: location.text })
    if (isUndecided) list.add('undecided', () => pathCandidate(rule, 'undecided', undecided))
    else list.add('lost', () => pathCandidate(rule, 'lost', whyLost(rule, location, choice)))
    if (list.isFull) break
  }
  return matching
}

function addRest(list: CandidateList, { upstreams }: NginxServer, matching: ReadonlySet<PathRule>): void {
  let rest = 0
  for (const { rule } of upstreams.values()) {
    if (!rule || matching.has(rule)) continue
    if (list.isFull) rest++
    else list.add('not-matched', () => pathCandidate(rule, 'not-matched', say('candidate.path-differs', {})))
  }
  list.leaveOut(rest)
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
