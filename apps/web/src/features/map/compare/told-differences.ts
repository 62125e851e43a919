import type { TopologyDiff, TopologyNode } from '@portolan/contract'
import { asRecord } from '../../../cluster/change-words/as-record.ts'
import { shortValue } from '../../../cluster/difference-line.ts'

type ChangedNode = TopologyDiff['changed']['nodes'][number]
type Difference = ChangedNode['differences'][number]

/** One field that differs, in short texts. */
export interface ToldDifference {
  readonly path: string
  /** Absent where the field appeared. */
  readonly before?: string
  /** Absent where the field went. */
  readonly after?: string
}

/** Counts of endpoints are told as sums, and revisions by their names. */
const SUMMED = /^facts\.(endpoints|byRevision)\b/

/** What differs in an object: how many of its endpoints are ready first, in all and by revision. */
export function toldDifferences({ before, after, differences }: ChangedNode): ToldDifference[] {
  const sums = [
    sumOf('ready', readyOf(before), readyOf(after)),
    sumOf('revisions', revisionsOf(before), revisionsOf(after)),
  ]
  return [
    ...(differences.some(({ path }) => SUMMED.test(path)) ? sums.flat() : []),
    ...fieldDifferences(differences.filter(({ path }) => !SUMMED.test(path))),
  ]
}

/** Field by field; lists and small objects as text, not as JSON. */
export function fieldDifferences(differences: readonly Difference[]): ToldDifference[] {
  return differences.map(({ path, before, after }) => ({
    path: path.replace(/^facts\./, ''),
    ...(before !== undefined && { before: shortValue(readable(before)) }),
    ...(after !== undefined && { after: shortValue(readable(after)) }),
  }))
}

function sumOf(path: string, before: string | undefined, after: string | undefined): ToldDifference[] {
  if (before === after) return []
  return [{ path, ...(before !== undefined && { before }), ...(after !== undefined && { after }) }]
}

function readyOf({ facts }: TopologyNode): string | undefined {
  const { ready, total } = asRecord(facts.endpoints)
  return total === undefined ? undefined : `${ready} / ${total}`
}

/** `5b86b58d75 6 / 6, 64655898d7 0 / 2` */
function revisionsOf({ facts }: TopologyNode): string | undefined {
  if (!Array.isArray(facts.byRevision)) return undefined
  const named = facts.byRevision.map(asRecord).filter(({ revision }) => revision !== undefined)
  const told = named.map(({ revision, ready, unready, terminating }) => {
    const total = Number(ready) + Number(unready) + Number(terminating)
    return `${revision} ${ready} / ${total}`
  })
  return told.length === 0 ? undefined : told.join(', ')
}

/** `http 80 TCP` of a port, `a, b` of a list. */
function readable(value: unknown): unknown {
  if (Array.isArray(value)) return value.map((each) => String(readable(each))).join(', ')
  if (typeof value === 'object' && value !== null)
    return Object.values(value)
      .map((each) => String(readable(each)))
      .join(' ')
  return value
}
