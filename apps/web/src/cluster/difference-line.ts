import type { RecordedChange } from '@portolan/contract'
import { wordDifference } from './word-difference.ts'

/** One difference as a line has room for: the end of its path, and short values. */
export interface DifferenceLine {
  readonly path: string
  /** Absent where the field appeared. */
  readonly before?: string
  /** Absent where the field went. */
  readonly after?: string
  /** How many other differences the change has. */
  readonly more: number
}

const VALUE_LIMIT = 48
const PATH_PARTS = 3
const NAME_LIMIT = 24
const NAME_TAIL = 10
const SHARED_LIMIT = 12

/**
 * What a line of the log says: the difference that means most. What was wanted comes before what became of it, and
 * both before bookkeeping.
 * `undefined` where the change is the whole object coming or going.
 */
export function differenceLine({ differences }: Pick<RecordedChange, 'differences'>): DifferenceLine | undefined {
  const inner = differences.filter(({ path }) => path !== '')
  const [chosen] = inner.toSorted((a, b) => importance(a.path) - importance(b.path))
  if (!chosen) return undefined
  const shared = sharedStart(chosen)
  return {
    path: shortPath(chosen.path),
    ...('before' in chosen && { before: shortValue(chosen.before, shared) }),
    ...('after' in chosen && { after: shortValue(chosen.after, shared) }),
    more: inner.length - 1,
  }
}

/** 0 matters most; equal ones keep the order they were told in. */
function importance(path: string): number {
  if (path.startsWith('spec.')) return 0
  if (path.startsWith('metadata.')) return 3
  return /\.(lastTransitionTime|lastUpdateTime|lastProbeTime|observedGeneration)$/.test(path) ? 2 : 1
}

/** How many characters two long texts have in common before a word differs: those are left out. */
function sharedStart({ before, after }: { before?: unknown; after?: unknown }): number {
  if (typeof before !== 'string' || typeof after !== 'string') return 0
  const { head } = wordDifference(before, after)
  const lastName = Math.max(head.lastIndexOf('/'), head.lastIndexOf(' ')) + 1
  return head.length > SHARED_LIMIT ? lastName : 0
}

/** `status.conditions[Ready].status` stays; `spec.template.spec.containers[web].image` → `…spec.containers[web].image` */
function shortPath(path: string): string {
  const parts = splitPath(path).map(shortBrackets)
  return parts.length <= PATH_PARTS + 1 ? parts.join('.') : `…${parts.slice(-PATH_PARTS).join('.')}`
}

/** Dots inside brackets belong to a name. */
function splitPath(path: string): string[] {
  return path.split(/\.(?![^[]*\])/)
}

/** `endpoints[shop/checkout-api-7f9c4d8b6-2x8kq]` → `endpoints[…8b6-2x8kq]`: the end of a name tells it apart. */
function shortBrackets(part: string): string {
  return part.replace(/\[([^\]]*)\]/, (whole, name: string) =>
    name.length > NAME_LIMIT ? `[…${name.slice(-NAME_TAIL)}]` : whole,
  )
}

/** A value as short text; `from`: how many characters of it are known from elsewhere. */
export function shortValue(value: unknown, from = 0): string {
  const whole = typeof value === 'string' ? value : JSON.stringify(value)
  if (whole === undefined) return ''
  const text = from > 0 ? `…${whole.slice(from)}` : whole
  return text.length <= VALUE_LIMIT ? text : `${text.slice(0, VALUE_LIMIT - 1)}…`
}

/** A value as the page of one change shows it: text as it is, the rest as indented JSON. */
export function longValue(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value, null, 2)
}
