import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import {
  keyOf,
  type LedgerEntry,
  LedgerFold,
  type Pod,
  type RecordedChange,
  type WatchedObject,
} from '@portolan/domain'
import { aDeletion, aModification, anAddition, aProjected, type RawObject } from '@portolan/domain/testing'

/** A change, and what it writes into the ledgers. */
export interface ToldChange {
  readonly change: RecordedChange
  readonly ledger: readonly LedgerEntry[]
}

/** One line of the recording after the first: see the README beside it. */
interface RecordedLine {
  readonly ms: number
  readonly path: string
  readonly list?: { readonly items: readonly RawObject[] }
  readonly event?: { readonly type: 'ADDED' | 'MODIFIED' | 'DELETED' | 'BOOKMARK'; readonly object: RawObject }
}

const KINDS = {
  '/api/v1/services': 'Service',
  '/api/v1/pods': 'Pod',
  '/apis/discovery.k8s.io/v1/endpointslices': 'EndpointSlice',
} as const

const BEGAN_AT = Date.UTC(2026, 10, 21)

/** Services, EndpointSlices and Pods of the recording of a real cluster, as a recorder writes them. */
export function harbourChanges(): readonly ToldChange[] {
  const recorder = new PlainRecorder()
  for (const line of recordedLines()) recorder.take(line)
  return recorder.told
}

function recordedLines(): RecordedLine[] {
  const recording = new URL('../../../fixtures/recordings/harbour.jsonl.gz', import.meta.url)
  const [, ...lines] = String(gunzipSync(readFileSync(recording)))
    .trim()
    .split('\n')
  return lines.map((line) => JSON.parse(line))
}

class PlainRecorder {
  readonly told: ToldChange[] = []
  readonly #objects = new Map<string, WatchedObject>()
  readonly #pods = new Map<string, Pod>()
  readonly #fold = new LedgerFold((uid) => this.#pods.get(uid))

  take({ ms, path, list, event }: RecordedLine): void {
    const kind = KINDS[path as keyof typeof KINDS]
    if (kind === undefined || event?.type === 'BOOKMARK') return
    for (const raw of list?.items ?? []) this.#tell(aProjected(kind, raw), { evidence: 'initial', ms })
    if (event) this.#tell(aProjected(kind, event.object), { isGone: event.type === 'DELETED', ms })
  }

  #tell(
    object: WatchedObject,
    {
      ms,
      isGone = false,
      evidence = 'watched',
    }: { ms: number; isGone?: boolean; evidence?: RecordedChange['evidence'] },
  ): void {
    const before = this.#objects.get(keyOf(object))
    const options = { evidence, observedAt: BEGAN_AT + ms }
    const seq = this.told.length + 1
    const change = isGone
      ? aDeletion(seq, object, options)
      : before
        ? aModification(seq, [before, object], options)
        : anAddition(seq, object, options)
    if (before && !isGone && change.differences.length === 0) return
    this.#keep(object, isGone)
    this.told.push({ change, ledger: this.#fold.apply(change, before, isGone ? undefined : object) })
  }

  #keep(object: WatchedObject, isGone: boolean): void {
    if (isGone) this.#objects.delete(keyOf(object))
    else this.#objects.set(keyOf(object), object)
    if (object.kind !== 'Pod') return
    if (isGone) this.#pods.delete(object.metadata.uid)
    else this.#pods.set(object.metadata.uid, object)
  }
}
