import { matchAtStart } from '../pattern-match.ts'
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
  if (server.isRegex) return patternsOver(server, path, matchRegex).next().value
  const exact = server.exact.get(path)
  if (exact) return { kind: 'taken', location: exact, groups: [path] }
  const folder = server.prefixes.get(`${path}/`)
  if (folder) return { kind: 'slash-redirect', location: folder }
  const prefix: NginxLocation | undefined = prefixesOver(server, path).next().value
  return prefix && { kind: 'taken', location: prefix, groups: [prefix.text] }
}

/** Every location that would take a path if it stood alone, in the order in which nginx prefers them. */
export function* locationsOver(
  server: NginxServer,
  path: string,
  matchRegex: MatchRegex | undefined,
): IterableIterator<{ readonly location: NginxLocation; readonly isUndecided: boolean }> {
  if (server.isRegex) {
    for (const { location, kind } of patternsOver(server, path, matchRegex))
      yield { location, isUndecided: kind === 'undecided' }
    return
  }
  for (const location of [server.exact.get(path), server.prefixes.get(`${path}/`), ...prefixesOver(server, path)])
    if (location) yield { location, isUndecided: false }
}

function* prefixesOver({ prefixes, prefixLengths }: NginxServer, path: string): Generator<NginxLocation, undefined> {
  for (const length of prefixLengths) {
    const location = length <= path.length ? prefixes.get(path.slice(0, length)) : undefined
    if (location) yield location
  }
}

function* patternsOver(
  { locations }: NginxServer,
  path: string,
  matchRegex: MatchRegex | undefined,
): Generator<ChosenLocation, undefined> {
  const text = { written: path, lower: path.toLowerCase() }
  for (const location of locations) {
    const match = location.pattern ? matchAtStart(location.pattern, text, matchRegex) : 'no-match'
    if (match === 'undecided') yield { kind: 'undecided', location }
    else if (match !== 'no-match') yield { kind: 'taken', location, groups: match }
  }
}
