import { rm } from 'node:fs/promises'
import path from 'node:path'
import { BrokenInvariantError } from '@portolan/domain'
import { type History, openHistory, StoreMismatchError } from '@portolan/history-store'
import { type Recording, systemClock } from '@portolan/pipeline'
import type { Clock, HistoryReader, RolloutArchive } from '@portolan/pipeline/ports'
import { StartRefusedError } from '../errors.ts'
import { BundleCounter } from './bundle-counter.ts'
import { BundleFile } from './bundle-file.ts'
import type { BundleHeader, BundleLine } from './bundle-format.ts'
import { bundleReader } from './bundle-reader.ts'
import { bundleRecording } from './bundle-recording.ts'
import { loadBundle } from './load-bundle.ts'
import { temporaryLog } from './temporary-log.ts'

/** A bundle in a log of its own, to be read like any other. */
export interface OpenedBundle {
  readonly header: BundleHeader
  readonly recording: Recording
  readonly reader: HistoryReader
  readonly archive: RolloutArchive
  /** Its now is always the end of the bundle. */
  readonly clock: Clock
  /** The log is gone when it resolves. */
  close(): Promise<void>
}

/** What there is already, in the order in which it is closed. */
interface Parts {
  history?: History
  bundle?: BundleFile
  directory?: string
}

/**
 * Read a bundle into a temporary log. Nothing is left of it where that fails.
 *
 * @param signal aborts when nobody wants it any more
 * @throws {StartRefusedError} it cannot be read, is no bundle, is not whole, or is of a newer format
 * @throws {StoreError} the temporary log cannot be written
 */
export async function readBundle(file: string, signal: AbortSignal): Promise<OpenedBundle> {
  const parts: Parts = {}
  try {
    parts.bundle = await BundleFile.open(file)
    parts.directory = await temporaryLog()
    parts.history = await openHistory({ directory: parts.directory, clock: systemClock, isExcerpt: true })
    const { header } = parts.bundle
    const counter = new BundleCounter()
    const lines = countedUntil(signal, { lines: parts.bundle.lines(), counter })
    const loaded = await loadBundle({ header, lines }, parts.history.writer)
    const endsAt = Date.parse(header.to.at)
    return {
      header,
      recording: bundleRecording(loaded),
      reader: bundleReader(parts.history.reader, { ...loaded, counts: counter.counts }),
      archive: parts.history.rollouts,
      clock: { ...systemClock, now: () => endsAt },
      close: () => close(parts),
    }
  } catch (error) {
    await close(parts)
    throw refusalOf(file, error)
  }
}

/** Whole, and yet it cannot have happened so: no Portolan has written it. */
function refusalOf(file: string, error: unknown): unknown {
  if (!CONTRADICTIONS.some((kind) => error instanceof kind)) return error
  return new StartRefusedError(`${path.basename(file)} contradicts itself: export it again.`, { cause: error })
}

const CONTRADICTIONS = [BrokenInvariantError, StoreMismatchError, TypeError] as const

interface Counting {
  readonly lines: AsyncIterable<BundleLine>
  readonly counter: BundleCounter
}

async function* countedUntil(signal: AbortSignal, { lines, counter }: Counting): AsyncGenerator<BundleLine> {
  for await (const line of lines) {
    if (signal.aborted) throw new StartRefusedError('It was ended before the bundle was read.')
    counter.count(line)
    yield line
  }
}

async function close({ history, bundle, directory }: Parts): Promise<void> {
  await history?.close()
  await bundle?.close()
  if (directory !== undefined) await rm(directory, { recursive: true, force: true })
}
