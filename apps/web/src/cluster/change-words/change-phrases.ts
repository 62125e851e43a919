import type { RecordedChange } from '@portolan/contract'
import { type ChangePhrase, type EndpointName, phrase } from './change-phrase.ts'
import { type EndpointMove, sliceMoves, subsetMoves } from './endpoint-moves.ts'
import { fieldChanges, fieldPhrases, lineOf } from './field-phrases.ts'
import type { PodNames } from './pod-names.ts'
import { wholePhrases } from './whole-phrases.ts'

/** More would not fit on a line, and says less. */
const MOST = 3
/** So many endpoints are named; more are counted. */
const MOST_NAMED = 2
const NO_NAMES: PodNames = new Map()

/**
 * What changes of one object did, what was asked of it before what became of it. Says only what the changes themselves prove.
 *
 * @param changes newest first, of one object
 * @param names of Pods whose endpoints are told by uid only
 * @returns one to three phrases
 */
export function changePhrases(changes: readonly RecordedChange[], names = NO_NAMES): readonly ChangePhrase[] {
  const [newest] = changes
  if (newest?.change === 'deleted') return [phrase('deleted')]
  const added = changes.find(({ change }) => change === 'added')
  const fields = fieldChanges(changes)
  const told = [
    ...(added ? wholePhrases(added) : []),
    ...endpointPhrases(changes, names),
    ...fieldPhrases(fields),
  ].slice(0, MOST)
  if (told.length > 0) return told
  const [first] = [...fields].sort((a, b) => importance(a.path) - importance(b.path))
  const line = first && lineOf(first)
  return [{ ...phrase('fields', { count: fields.length }), ...(line && { line }) }]
}

/** What was wanted comes before what became of it, and both before bookkeeping; equal ones keep their order. */
function importance(path: string): number {
  if (path.startsWith('spec.')) return 0
  if (path.startsWith('metadata.') || path.startsWith('derived.')) return 3
  return /\.(lastTransitionTime|lastUpdateTime|lastProbeTime|observedGeneration)$/.test(path) ? 2 : 1
}

const MOVES = ['joined', 'left', 'becameReady', 'draining', 'becameUnready', 'stoppedServing'] as const

/** Who joined, left, became ready: by name where they are few and known, otherwise counted over all changes. */
function endpointPhrases(changes: readonly RecordedChange[], names: PodNames): ChangePhrase[] {
  const moves = changes.flatMap(({ kind, differences }) => {
    if (kind === 'EndpointSlice') return sliceMoves(differences)
    return kind === 'Endpoints' ? subsetMoves(differences) : []
  })
  return MOVES.flatMap((move) => {
    const made = moves.filter((one) => one.move === move)
    if (made.length === 0) return []
    const who = made.flatMap((one) => whoOf(one, names) ?? [])
    const isNamed = who.length === made.length && who.length <= MOST_NAMED
    return { ...phrase(move, { count: made.length, state: stateOf(made) }), ...(isNamed && { who }) }
  })
}

function whoOf({ who, identity }: EndpointMove, names: PodNames): EndpointName | undefined {
  const name = who?.name ?? names.get(identity)
  return name === undefined ? who : { ...who, name }
}

function stateOf(moves: readonly EndpointMove[]): 'ready' | 'unready' | 'mixed' {
  if (moves.every(({ isReady }) => isReady)) return 'ready'
  return moves.some(({ isReady }) => isReady) ? 'mixed' : 'unready'
}
