import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { BundleStatus } from '@portolan/contract'
import { type History, openHistory } from '@portolan/history-store'
import { systemClock } from '@portolan/pipeline'
import { collectDefaultMetrics, Registry } from 'prom-client'
import { type App, buildApp } from '../app.ts'
import { bundleBanner } from '../banner.ts'
import type { OpenConfig } from '../config.ts'
import { StartRefusedError } from '../errors.ts'
import { listen } from '../listen.ts'
import { createLogger, warningsOf } from '../logging.ts'
import { type Running, UI } from '../start.ts'
import { BundleCounter } from './bundle-counter.ts'
import { BundleFile } from './bundle-file.ts'
import type { BundleHeader, BundleLine } from './bundle-format.ts'
import { bundleReader } from './bundle-reader.ts'
import { bundleRecording } from './bundle-recording.ts'
import { type LoadedBundle, loadBundle } from './load-bundle.ts'

/** What is open already, in the order in which it is closed. */
interface Parts {
  app?: App
  history?: History
  bundle?: BundleFile
  directory?: string
}

/** A bundle in a log of its own. */
interface OpenedBundle extends LoadedBundle {
  readonly history: History
  readonly counter: BundleCounter
}

/**
 * `portolan open`: read a bundle into a log of its own, and serve it as if it were always its end. The log is removed when it
 * stops, and when anything goes wrong.
 *
 * @param signal aborts when it is to end while it is still being read
 * @throws {StartRefusedError | StoreError} the message is one sentence with the remedy
 */
export async function openBundle(config: OpenConfig, signal: AbortSignal): Promise<Running> {
  const parts: Parts = {}
  try {
    const opened = await read(config.file, parts, signal)
    const { header } = opened
    const app = await appOf(config, header)
    parts.app = app
    const url = await listen(app.server, config)
    const reader = bundleReader(opened.history.reader, { ...opened, counts: opened.counter.counts })
    app.logbook.open({ recording: bundleRecording(opened), reader })
    const { from, to } = header
    const isTerminal = process.stdout.isTTY
    process.stdout.write(bundleBanner({ url, file: path.basename(config.file), from: from.at, to: to.at, isTerminal }))
    return { failed: new Promise<never>(() => undefined), stop: () => stop(parts) }
  } catch (error) {
    await stop(parts)
    throw error
  }
}

async function read(file: string, parts: Parts, signal: AbortSignal): Promise<OpenedBundle> {
  const bundle = await BundleFile.open(file)
  parts.bundle = bundle
  const directory = await mkdtemp(path.join(tmpdir(), 'portolan-bundle-'))
  parts.directory = directory
  const history = await openHistory({ directory, clock: systemClock, isExcerpt: true })
  parts.history = history
  const counter = new BundleCounter()
  const lines = counted(untilAborted(bundle.lines(), signal), counter)
  const loaded = await loadBundle({ header: bundle.header, lines }, history.writer)
  await history.writer.close()
  return { ...loaded, history, counter }
}

async function* untilAborted(lines: AsyncIterable<BundleLine>, signal: AbortSignal): AsyncGenerator<BundleLine> {
  for await (const line of lines) {
    if (signal.aborted) throw new StartRefusedError('It was ended before the bundle was read.')
    yield line
  }
}

async function* counted(lines: AsyncIterable<BundleLine>, counter: BundleCounter): AsyncGenerator<BundleLine> {
  for await (const line of lines) {
    counter.count(line)
    yield line
  }
}

function appOf(config: OpenConfig, header: BundleHeader): Promise<App> {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const { host, auth, devOrigin } = config
  const endsAt = Date.parse(header.to.at)
  return buildApp({
    installation: {
      mode: 'bundle',
      cluster: header.cluster,
      startedAt: systemClock.now(),
      storeEngine: 'sqlite',
      bundle: bundleStatus(header, path.basename(config.file)),
    },
    clock: systemClock,
    chartClock: { ...systemClock, now: () => endsAt },
    host,
    auth,
    registry,
    uiRoot: UI,
    logger: warningsOf(createLogger(config.logLevel), 'http'),
    ...(devOrigin !== undefined && { devOrigin }),
  })
}

function bundleStatus(header: BundleHeader, fileName: string): BundleStatus {
  const { from, to, createdAt, createdBy, namespaces, redacted } = header
  return { fileName, from: from.at, to: to.at, createdAt, createdBy, namespaces, redacted }
}

async function stop({ app, history, bundle, directory }: Parts): Promise<void> {
  await app?.server.close()
  await history?.close()
  await bundle?.close()
  if (directory !== undefined) await rm(directory, { recursive: true, force: true })
}
