import { randomUUID } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { open, rename, rm } from 'node:fs/promises'
import path from 'node:path'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { timestamp } from '@portolan/contract'
import { type HistoryForReading, openHistoryForReading } from '@portolan/history-store'
import { systemClock } from '@portolan/pipeline'
import type { HistoryReader, Instant } from '@portolan/pipeline/ports'
import type { ExportConfig } from '../config.ts'
import { directoryToRead } from '../configuration/chosen-log.ts'
import { instantOf, type Moment } from '../configuration/moment.ts'
import { StartRefusedError } from '../errors.ts'
import { readClusterNote } from './cluster-note.ts'
import { type BundleSource, createBundle } from './create-bundle.ts'
import { logVisibilities } from './log-visibilities.ts'

export interface ExportOptions {
  readonly output: NodeJS.WriteStream
  /** Aborts when nobody wants the bundle any more. */
  readonly signal: AbortSignal
}

/**
 * `portolan export`: cut a bundle out of a log that may be recorded meanwhile. A file of the name that was asked for is whole.
 *
 * @throws {StartRefusedError | RequestError | StoreError | ClusterConfigurationError} the message is one sentence
 */
export async function exportBundle(config: ExportConfig, { output, signal }: ExportOptions): Promise<void> {
  if (config.output === undefined && output.isTTY) {
    throw new StartRefusedError(
      'A bundle is nothing for a terminal: add > incident.portolan.gz, or --output incident.portolan.gz.',
    )
  }
  const directory = await directoryToRead(config)
  const history = openHistoryForReading({ directory })
  try {
    const now = systemClock.now()
    const { namespaces, redactNames } = config
    const to = config.to && instantOf(config.to, now)
    const from = await beginOf(config.from, { now, reader: history.reader })
    const request = { from, to, namespaces, redactNames, createdAt: now }
    const { bytes, counts, range } = await createBundle(await sourceOf(history, directory, now), request)
    if (config.output === undefined) {
      await written(pipeline(bytes, output, { signal, end: false }))
      return
    }
    await written(writeFile(bytes, config.output, signal))
    const { objects, changes } = await counts
    const stretch = `from ${timestamp(range.from.time)} to ${timestamp(range.to.time)}`
    output.write(`${config.output} holds ${objects} objects and ${changes} changes ${stretch}.\n`)
  } finally {
    await history.close()
  }
}

/** How long ago may be longer than there has been a log: then all of it is meant, and that is said. */
async function beginOf(from: Moment, { now, reader }: { now: number; reader: HistoryReader }): Promise<Instant> {
  const instant = instantOf(from, now)
  const { oldest } = await reader.bounds()
  if (!('agoMs' in from && 'time' in instant) || oldest === undefined || instant.time >= oldest.observedAt)
    return instant
  const begins = timestamp(oldest.observedAt)
  process.stderr.write(`There has not been a log for so long: the bundle begins where it does, at ${begins}.\n`)
  return { time: oldest.observedAt }
}

async function sourceOf(history: HistoryForReading, directory: string, now: number): Promise<BundleSource> {
  const { reader } = history
  const { cursors, lastCommitAt = 0 } = await history.end()
  const { newest } = await reader.bounds()
  const gaps = await reader.gaps({ from: now })
  const cluster = readClusterNote(directory) ?? { name: 'unknown', server: 'unknown' }
  return {
    reader,
    cluster: { ...cluster, version: null },
    visibilities: logVisibilities(cursors, gaps),
    knownUntil: Math.min(now, Math.max(lastCommitAt, newest?.observedAt ?? 0)),
  }
}

/** Under a name of its own until it is whole and on the disk: a file that a lost export left behind is in nobody's way. */
async function writeFile(bytes: Readable, file: string, signal: AbortSignal): Promise<void> {
  const unfinished = `${file}.${randomUUID()}.part`
  try {
    await pipeline(bytes, createWriteStream(unfinished, { flags: 'wx', mode: 0o600, flush: true }), { signal })
    await rename(unfinished, file)
    await syncDirectory(path.dirname(file))
  } catch (error) {
    await rm(unfinished, { force: true })
    throw error
  }
}

/** The name survives the loss of power, where the system can promise that: Windows opens no directories. */
async function syncDirectory(directory: string): Promise<void> {
  if (process.platform === 'win32') return
  const handle = await open(directory, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

async function written(writing: Promise<void>): Promise<void> {
  try {
    await writing
  } catch (error) {
    throw refusalOf(error)
  }
}

function refusalOf(error: unknown): unknown {
  const { code = '', path: file = 'the bundle' } = error as NodeJS.ErrnoException
  const sentence = SENTENCES[code]?.(file)
  return sentence === undefined ? error : new StartRefusedError(sentence, { cause: error })
}

const noAccess = (file: string) => `${file} cannot be written: choose another --output.`

const SENTENCES: Readonly<Record<string, (file: string) => string>> = {
  ABORT_ERR: () => 'The export was ended before the bundle was whole: export it again.',
  EPIPE: () => 'Whoever read the bundle stopped before it was whole: export it again.',
  ENOSPC: () => 'There is no room left for the bundle: make room, or export it somewhere else.',
  EACCES: noAccess,
  EISDIR: noAccess,
  ENOENT: noAccess,
  ENOTDIR: noAccess,
}
