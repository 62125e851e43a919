import path from 'node:path'
import type { BundleStatus } from '@portolan/contract'
import { systemClock } from '@portolan/pipeline'
import { collectDefaultMetrics, Registry } from 'prom-client'
import { type App, buildApp } from '../app.ts'
import { bundleBanner } from '../banner.ts'
import type { OpenConfig } from '../config.ts'
import { listen } from '../listen.ts'
import { createLogger, warningsOf } from '../logging.ts'
import { type Running, UI } from '../start.ts'
import type { BundleHeader } from './bundle-format.ts'
import { type OpenedBundle, readBundle } from './opened-bundle.ts'

/**
 * `portolan open`: read a bundle into a log of its own, and serve it as if it were always its end. The log is removed when it
 * stops, and when anything goes wrong.
 *
 * @param signal aborts when it is to end while it is still being read
 * @throws {StartRefusedError | StoreError} the message is one sentence with the remedy
 */
export async function openBundle(config: OpenConfig, signal: AbortSignal): Promise<Running> {
  const bundle = await readBundle(config.file, signal)
  let app: App | undefined
  const stop = async () => {
    await app?.server.close()
    await bundle.close()
  }
  try {
    app = await appOf(config, bundle)
    const url = await listen(app.server, config)
    app.logbook.open({ ...bundle, hasEnded: true })
    process.stdout.write(bannerOf(config, bundle.header, url))
    return { failed: new Promise<never>(() => undefined), stop }
  } catch (error) {
    await stop()
    throw error
  }
}

function appOf(config: OpenConfig, { header, clock }: OpenedBundle): Promise<App> {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const { host, auth, devOrigin } = config
  return buildApp({
    installation: {
      mode: 'bundle',
      cluster: header.cluster,
      startedAt: systemClock.now(),
      storeEngine: 'sqlite',
      bundle: bundleStatus(header, path.basename(config.file)),
    },
    clock: systemClock,
    chartClock: clock,
    host,
    auth,
    registry,
    uiRoot: UI,
    logger: warningsOf(createLogger(config.logLevel), 'http'),
    ...(devOrigin !== undefined && { devOrigin }),
  })
}

/** @param fileName without its folder */
function bundleStatus(header: BundleHeader, fileName: string): BundleStatus {
  const { from, to, createdAt, createdBy, namespaces, redacted } = header
  return { fileName, from: from.at, to: to.at, createdAt, createdBy, namespaces, redacted }
}

function bannerOf({ file }: OpenConfig, { from, to }: BundleHeader, url: string): string {
  const isTerminal = process.stdout.isTTY
  return bundleBanner({ url, file: path.basename(file), from: from.at, to: to.at, isTerminal })
}
