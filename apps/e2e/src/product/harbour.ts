import { readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { gunzipSync } from 'node:zlib'
import type { ChangesPage, Ledger, RecordedChange, Topology } from '@portolan/contract'
import { playRecording, type RecordingServer } from '@portolan/demo-cluster'
import { io } from 'socket.io-client'
import { PortolanProcess } from './portolan-process.ts'

const recordings = new URL('../../../../fixtures/recordings/', import.meta.url)
const file = new URL('harbour.jsonl.gz', recordings)

/** What one Service went through, as computed from the recorded slices. */
export interface TrueService {
  readonly adds: number
  readonly removes: number
  readonly toReady: number
  readonly toNotReady: number
  /** `[from, to]` in recorded ms; open windows have no `to`. */
  readonly zeroReady: readonly (readonly [number, number | null])[]
}

/** `harbour.truth.json`, by `namespace/name`. */
export const truth = JSON.parse(readFileSync(new URL('harbour.truth.json', recordings), 'utf8')) as {
  readonly services: Readonly<Record<string, TrueService>>
}

/** A window that begins because the Service itself goes is none: `shop/legacy` is deleted. */
export function windowsOf(service: string, { zeroReady }: TrueService): number {
  return service === 'shop/legacy' ? zeroReady.filter(([, to]) => to !== null).length : zeroReady.length
}

interface RecordedLine {
  readonly path?: string
  readonly event?: {
    readonly type: string
    readonly object: { readonly kind: string; readonly metadata: { readonly uid: string } }
  }
}

/** `kind uid` of every ADDED or DELETED line, in file order. */
export function recordedIdentities(type: 'ADDED' | 'DELETED'): string[] {
  return gunzipSync(readFileSync(file))
    .toString('utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as RecordedLine)
    .filter(({ event }) => event?.type === type)
    .map(({ event }) => `${event?.object.kind} ${event?.object.metadata.uid}`)
}

/** A recording that plays, and a Portolan that reads it. */
export interface Harbour {
  readonly cluster: RecordingServer
  readonly directory: string
  portolan: PortolanProcess
  /** The same again, as after a crash: same data, same cluster. */
  restart(): Promise<void>
  close(): Promise<void>
}

export async function startHarbour(speed: number): Promise<Harbour> {
  const directory = await mkdtemp(path.join(tmpdir(), 'portolan-harbour-'))
  const cluster = await playRecording({ file, speed, startsWhen: 'watched' })
  const kubeconfig = path.join(directory, 'kubeconfig')
  await cluster.writeKubeconfig(kubeconfig)
  const start = () =>
    PortolanProcess.start({ args: ['--kubeconfig', kubeconfig, '--data-dir', path.join(directory, 'data')] })
  const harbour: Harbour = {
    cluster,
    directory,
    portolan: await start(),
    restart: async () => {
      harbour.portolan = await start()
    },
    close: async () => {
      await harbour.portolan.stop()
      await cluster.close()
      await rm(directory, { recursive: true, force: true })
    },
  }
  return harbour
}

const QUIET_MS = 1_500
/** So often it must say the same: a process that stands still for a while says nothing. */
const QUIET_ANSWERS = 40

/** Wait until the log does not grow any more. */
export async function caughtUp({ portolan }: Harbour): Promise<void> {
  let [last, answers, quietSince] = [-1, 0, Date.now()]
  await portolan.waitFor(async () => {
    const { seq } = await portolan.get<{ seq: number }>('/api/v1/status')
    if (seq !== last) {
      ;[last, answers, quietSince] = [seq, 0, Date.now()]
    }
    return ++answers > QUIET_ANSWERS && Date.now() - quietSince > QUIET_MS
  })
}

export async function allChanges({ portolan }: Harbour, query = ''): Promise<RecordedChange[]> {
  const changes: RecordedChange[] = []
  let cursor: string | undefined
  do {
    const page = await portolan.get<ChangesPage>(
      `/api/v1/changes?limit=1000${query}${cursor === undefined ? '' : `&cursor=${encodeURIComponent(cursor)}`}`,
    )
    changes.push(...page.items)
    cursor = page.next
  } while (cursor !== undefined)
  return changes
}

/** Counts and windows of every Service in the truth, as the ledger tells them. */
export async function ledgers({
  portolan,
}: Harbour): Promise<Record<string, { counts: Ledger['counts']; windows: number }>> {
  const found: Record<string, { counts: Ledger['counts']; windows: number }> = {}
  for (const service of Object.keys(truth.services)) {
    const { counts, zeroReady } = await portolan.get<Ledger>(`/api/v1/services/${service}/ledger`)
    found[service] = { counts, windows: zeroReady.length }
  }
  return found
}

/** The truth in the same form. */
export function trueLedgers(): Record<string, { counts: Ledger['counts']; windows: number }> {
  return Object.fromEntries(
    Object.entries(truth.services).map(([service, told]) => [
      service,
      {
        counts: {
          added: told.adds,
          removed: told.removes,
          becameReady: told.toReady,
          becameUnready: told.toNotReady,
        },
        windows: windowsOf(service, told),
      },
    ]),
  )
}

/** Keys of the observed nodes, ascending. */
export async function observedKeys({ portolan }: Harbour): Promise<string[]> {
  const { nodes } = await portolan.get<Topology>('/api/v1/topology')
  return nodes
    .filter(({ presence }) => presence === 'observed')
    .map(({ key }) => key)
    .sort()
}

/** Follow from the first change until the head, checking that there is no hole; the changes, and the keys that are left. */
export async function followAll({ portolan }: Harbour): Promise<{ changes: RecordedChange[]; keys: Set<string> }> {
  const socket = io(`${portolan.url}`, { path: '/socket.io', transports: ['websocket'], forceNew: true })
  const changes: RecordedChange[] = []
  const { seq: head } = await portolan.get<{ seq: number }>('/api/v1/status')
  let reached = 0
  const holes: string[] = []
  socket.on('changes', (batch: { after: number; seq: number; changes: RecordedChange[] }) => {
    if (batch.after !== reached) holes.push(`${batch.after} came after ${reached}`)
    changes.push(...batch.changes)
    reached = batch.seq
  })
  try {
    await socket.emitWithAck('follow', { after: 0 })
    await portolan.waitFor(async () => reached >= head)
  } finally {
    socket.disconnect()
  }
  if (holes.length > 0) throw new Error(`holes in the stream: ${holes.join(', ')}`)
  const keys = new Set<string>()
  for (const { change, kind, namespace, name } of changes) {
    const key = `${kind}/${namespace ?? '-'}/${name}`
    if (change === 'deleted') keys.delete(key)
    else keys.add(key)
  }
  return { changes, keys }
}
