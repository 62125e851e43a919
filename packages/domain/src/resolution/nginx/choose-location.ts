import { matchAtStart, type PatternMatch } from '../pattern-match.ts'
import type { MatchRegex } from '../resolution-options.ts'
import type { NginxLocation, NginxServer } from './nginx-server.ts'

/** The location that takes a path. `undecided`: a pattern that comes first may or may not match. */
export type ChosenLocation =
  | { readonly kind: 'taken'; readonly location: NginxLocation; readonly groups: readonly (string | undefined)[] }
  | { readonly kind: 'slash-redirect'; readonly location: NginxLocation }
  | { readonly kind: 'undecided'; readonly location: NginxLocation }

/**
 * Rules E.4.7 to E.4.9: of a server with patterns the first that matches, in any letter case; else the exact location, else the
 * longest prefix as text. Every server has `/`, so something always does.
 *
 * @param path normalised
 */
export function chooseLocation(
  server: NginxServer,
  path: string,
  matchRegex: MatchRegex | undefined,
): ChosenLocation | undefined {
  if (server.isRegex) return firstPattern(server, path, matchRegex)
  const exact = server.locations.find(({ kind, text }) => kind === 'exact' && text === path)
  if (exact) return { kind: 'taken', location: exact, groups: [path] }
  const folder = server.locations.find(({ kind, text }) => kind === 'prefix' && text === `${path}/`)
  if (folder) return { kind: 'slash-redirect', location: folder }
  const prefix = server.locations.find(({ kind, text }) => kind === 'prefix' && path.startsWith(text))
  return prefix && { kind: 'taken', location: prefix, groups: [prefix.text] }
}

/** Whether a location would take a path if it stood alone. */
export function matchLocation(
  { kind, text }: NginxLocation,
  path: string,
  matchRegex: MatchRegex | undefined,
): PatternMatch {
  if (kind === 'regex') return matchAtStart(text, path, { matchRegex, ignoreCase: true })
  const isMatch = kind === 'exact' ? path === text : path.startsWith(text) || `${path}/` === text
  return isMatch ? [text] : 'no-match'
}

function firstPattern(
  server: NginxServer,
  path: string,
  matchRegex: MatchRegex | undefined,
): ChosenLocation | undefined {
  for (const location of server.locations) {
    const match = matchLocation(location, path, matchRegex)
    if (match === 'undecided') return { kind: 'undecided', location }
    if (match !== 'no-match') return { kind: 'taken', location, groups: match }
  }
  return undefined
}
