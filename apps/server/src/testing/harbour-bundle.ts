import { createWriteStream, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'
import { timestamp } from '@portolan/contract'
import { Snapshot, WATCHED_RESOURCES } from '@portolan/domain'
import { type History, openHistory } from '@portolan/history-store'
import { ChangeFeed, type Recording, systemClock } from '@portolan/pipeline'
import type { Clock } from '@portolan/pipeline/ports'
import { type BundleRequest, createBundle } from '../bundle/create-bundle.ts'
import { type OpenedBundle, readBundle } from '../bundle/opened-bundle.ts'
import { type Harbour, readHarbour, recordHarbour } from './harbour.ts'
import { TestApp } from './test-app.ts'

export const CLUSTER = { name: 'harbour', server: 'https://somebody:secret@10.0.0.1:6443', version: 'v1.36.2' }

/** The harbour recording in a real log, its server, and bundles of it with theirs. */
export class HarbourLog {
  readonly harbour: Harbour
  readonly history: History
  readonly app: TestApp
  readonly directory: string
  readonly #closing: (() => Promise<unknown>)[] = []

  private constructor(parts: Pick<HarbourLog, 'app' | 'directory' | 'harbour' | 'history'>) {
    this.harbour = parts.harbour
    this.history = parts.history
    this.app = parts.app
    this.directory = parts.directory
  }

  static async record(): Promise<HarbourLog> {
    const harbour = readHarbour()
    const directory = mkdtempSync(path.join(tmpdir(), 'portolan-harbour-'))
    const history = await openHistory({ directory, clock: systemClock })
    await recordHarbour(harbour, history.writer)
    const app = await appOver({
      recording: recordingOf(harbour),
      reader: history.reader,
      archive: history.rollouts,
      clock: stoppedAt(endOf(harbour)),
    })
    return new HarbourLog({ harbour, history, app, directory })
  }

  /** Epoch ms. */
  get endsAt(): number {
    return endOf(this.harbour)
  }

  /** When a change was observed, RFC 3339. */
  timeOf(seq: number): string {
    return timestamp(this.harbour.changes[seq - 1]?.observedAt ?? 0)
  }

  /** Cut a bundle. @returns its file */
  async cut(
    request: Partial<BundleRequest> & Pick<BundleRequest, 'from'>,
    name = 'incident.portolan.gz',
  ): Promise<string> {
    const { bytes } = await createBundle(
      {
        reader: this.history.reader,
        cluster: CLUSTER,
        visibilities: WATCHED_RESOURCES.map(({ kind }) => ({ kind, visibility: 'observed' })),
        knownUntil: this.endsAt,
      },
      { to: undefined, namespaces: [], redactNames: false, createdAt: this.endsAt, ...request },
    )
    const file = path.join(this.directory, name)
    await pipeline(bytes, createWriteStream(file))
    return file
  }

  /** A server over a bundle. */
  async open(file: string): Promise<{ readonly app: TestApp; readonly bundle: OpenedBundle }> {
    const bundle = await readBundle(file, new AbortController().signal)
    const app = await appOver(bundle)
    this.#closing.push(
      () => app.close(),
      () => bundle.close(),
    )
    return { app, bundle }
  }

  async close(): Promise<void> {
    for (const close of this.#closing.splice(0)) await close()
    await this.app.close()
    await this.history.close()
    rmSync(this.directory, { recursive: true, force: true })
  }
}

function endOf({ changes }: Harbour): number {
  return changes.at(-1)?.observedAt ?? 0
}

function stoppedAt(time: number): Clock {
  return { ...systemClock, now: () => time }
}

async function appOver({
  recording,
  reader,
  archive,
  clock,
}: Pick<OpenedBundle, 'recording' | 'reader' | 'archive' | 'clock'>) {
  const app = await TestApp.over({ clock, isClosed: true })
  app.app.logbook.open({ recording, reader, archive })
  return app
}

function recordingOf({ objects, changes }: Harbour): Recording {
  const snapshot = Snapshot.of(changes.length, objects)
  for (const { kind } of WATCHED_RESOURCES) snapshot.setVisibility(kind, undefined, 'observed')
  return {
    snapshot,
    feed: new ChangeFeed({ seq: changes.length }),
    cluster: { name: 'harbour', server: 'https://10.0.0.1:6443' },
    health: { state: 'recording' },
    streams: () => [],
    isReady: () => true,
  }
}
