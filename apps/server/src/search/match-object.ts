import type { SearchHit } from '@portolan/contract'
import type { WatchedObject } from '@portolan/domain'
import { type Handle, type HandleKinds, handlesOf } from './object-handles.ts'

/** By what an object was found, and how well: 0 is what was typed, exactly. */
export interface Match {
  readonly by: SearchHit['by']
  readonly text: string
  readonly rank: number
}

export const RANK = { exact: 0, begins: 1, contains: 2, place: 3 } as const

/**
 * Whether every word names the object: a part of its name, namespace or kind, the whole or the beginning of an address, a
 * whole node port, or a part of a host. Words are in lower case. `undefined`: it is not meant.
 */
export function matchObject(
  object: WatchedObject,
  { words, kinds }: { readonly words: readonly string[]; readonly kinds: HandleKinds },
): Match | undefined {
  const { name } = object.metadata
  const handles = handlesOf(object, kinds)
  let best: Match | undefined
  for (const word of words) {
    const match = matchWord(object, { word, handles })
    if (match === undefined) return undefined
    if (best === undefined || match.rank < best.rank) best = match
  }
  return best ?? { by: 'name', text: name, rank: RANK.place }
}

function matchWord(
  { kind, metadata: { name, namespace } }: WatchedObject,
  { word, handles }: { readonly word: string; readonly handles: readonly Handle[] },
): Match | undefined {
  const byName = rankIn(name, word)
  let best: Match | undefined = byName === undefined ? undefined : { by: 'name', text: name, rank: byName }
  for (const handle of handles) {
    const rank = rankOfHandle(handle, word)
    if (rank !== undefined && rank < (best?.rank ?? Number.POSITIVE_INFINITY)) best = { ...handle, rank }
  }
  if (best !== undefined) return best
  const isPlace = namespace?.includes(word) || kind.toLowerCase().includes(word) || isPath(word, { namespace, name })
  return isPlace ? { by: 'name', text: name, rank: RANK.place } : undefined
}

/** `shop/web` names an object as `kubectl` and this product write it. */
function isPath(word: string, { namespace, name }: { namespace?: string | undefined; name: string }): boolean {
  return word.includes('/') && `${namespace ?? '-'}/${name}`.includes(word)
}

function rankOfHandle({ by, text }: Handle, word: string): number | undefined {
  if (by === 'node-port') return text === word ? RANK.exact : undefined
  const rank = rankIn(text, word)
  return by === 'address' && rank === RANK.contains ? undefined : rank
}

function rankIn(text: string, word: string): number | undefined {
  const at = text.indexOf(word)
  if (at < 0) return undefined
  if (at > 0) return RANK.contains
  return text.length === word.length ? RANK.exact : RANK.begins
}
