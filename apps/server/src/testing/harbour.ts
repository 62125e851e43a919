import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import {
  differences,
  isSignificant,
  keyOf,
  type LedgerEntry,
  LedgerFold,
  type Pod,
  projectObject,
  type RecordedChange,
  WATCHED_RESOURCES,
  type WatchedObject,
} from '@portolan/domain'
import type { AppendBatch, HistoryWriter } from '@portolan/pipeline/ports'

const FILE = new URL('../../../../fixtures/recordings/harbour.jsonl.gz', import.meta.url)
const BATCH = 200

interface RecordedLine {
  readonly start?: string
  readonly ms: number
  readonly path?: string
  readonly list?: { readonly items: readonly unknown[] | null }
  readonly event?: { readonly type: 'ADDED' | 'MODIFIED' | 'DELETED' | 'BOOKMARK'; readonly object: unknown }
}

/** The harbour recording as it was recorded: what a real API server told of a cluster in five minutes. */
export interface Harbour {
  readonly changes: readonly RecordedChange[]
  readonly ledger: readonly (readonly LedgerEntry[])[]
  /** As they are at the end. */
  readonly objects: readonly WatchedObject[]
  /** `seq` of the last change of a first list. */
  readonly listedSeq: number
}

/** Folds the recording into changes and ledger entries, by the rules of the recorder. */
export function readHarbour(): Harbour {
  const [first = '', ...lines] = gunzipSync(readFileSync(FILE)).toString().trimEnd().split('\n')
  const startedAt = Date.parse((JSON.parse(first) as RecordedLine).start ?? '')
  const recorder = new HarbourRecorder(startedAt)
  for (const line of lines) recorder.take(JSON.parse(line) as RecordedLine)
  return recorder.harbour
}

/** Write the recording into a log, with a gap in it. */
export async function recordHarbour({ changes, ledger, listedSeq }: Harbour, writer: HistoryWriter): Promise<void> {
  await writer.restore()
  for (let from = 0; from < changes.length; from = endOf(from, listedSeq)) {
    const to = endOf(from, listedSeq)
    const some = changes.slice(from, to)
    const committedAt = some.at(-1)?.observedAt ?? 0
    const resourceVersion = '1'
    const streams = from < listedSeq && to >= listedSeq ? WATCHED_RESOURCES : []
    const gap = { kind: 'Pod', from: committedAt - 2_000, to: committedAt - 1_000, reason: 'expired' } as const
    const batch: AppendBatch = {
      changes: some,
      ledger: ledger.slice(from, to).flat(),
      cursors: streams.map(({ kind }) => ({ stream: { kind }, resourceVersion, observedAt: committedAt })),
      gaps: to >= changes.length ? [gap] : [],
      recurrences: [],
      forgotten: [],
      committedAt,
    }
    await writer.append(batch)
  }
}

/** A batch ends with the first lists. */
function endOf(from: number, listedSeq: number): number {
  return from < listedSeq ? Math.min(from + BATCH, listedSeq) : from + BATCH
}

const fingerprint = (text: string) => createHash('sha256').update(text).digest('base64url')

class HarbourRecorder {
  readonly #startedAt: number
  readonly #objects = new Map<string, WatchedObject>()
  readonly #pods = new Map<string, Pod>()
  readonly #fold = new LedgerFold((uid) => this.#pods.get(uid))
  readonly #changes: RecordedChange[] = []
  readonly #ledger: LedgerEntry[][] = []
  #listedSeq = 0

  constructor(startedAt: number) {
    this.#startedAt = startedAt
  }

  get harbour(): Harbour {
    return {
      changes: this.#changes,
      ledger: this.#ledger,
      objects: [...this.#objects.values()],
      listedSeq: this.#listedSeq,
    }
  }

  take({ ms, path, list, event }: RecordedLine): void {
    const resource = WATCHED_RESOURCES.find((row) => path?.endsWith(`/${row.resource}`))
    if (resource === undefined) return
    const observedAt = Math.max(this.#startedAt + ms, this.#changes.at(-1)?.observedAt ?? 0)
    const told = list === undefined ? [event?.object] : (list.items ?? [])
    if (event?.type === 'BOOKMARK') return
    for (const raw of told) {
      const projected = projectObject(resource, raw, { fingerprint })
      if (projected === undefined) continue
      const evidence = list === undefined ? 'watched' : 'initial'
      this.#record({ ...projected, observedAt, evidence, isGone: event?.type === 'DELETED' })
    }
    if (list !== undefined) this.#listedSeq = this.#changes.length
  }

  #record(told: {
    readonly object: WatchedObject
    readonly resourceVersion: string
    readonly observedAt: number
    readonly evidence: 'watched' | 'initial'
    readonly isGone: boolean
  }): void {
    const { object, resourceVersion, observedAt, evidence, isGone } = told
    const { kind, metadata } = object
    const before = this.#objects.get(keyOf(object))
    const found = isGone ? [] : differences(kind, before, object)
    if (isGone ? before === undefined : before !== undefined && !isSignificant(kind, found)) return
    const { name, namespace, uid } = metadata
    const change: RecordedChange = {
      seq: this.#changes.length + 1,
      change: isGone ? 'deleted' : before === undefined ? 'added' : 'modified',
      evidence,
      observedAt,
      observedFrom: observedAt,
      kind,
      ...(namespace !== undefined && { namespace }),
      name,
      uid,
      resourceVersion,
      differences: found,
    }
    this.#changes.push(change)
    const after = isGone ? undefined : object
    if (after?.kind === 'Pod') this.#pods.set(uid, after)
    else if (kind === 'Pod') this.#pods.delete(uid)
    if (after === undefined) this.#objects.delete(keyOf(object))
    else this.#objects.set(keyOf(object), after)
    this.#ledger.push(this.#fold.apply(change, before, after))
  }
}
