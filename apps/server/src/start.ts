import path from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Status } from '@portolan/contract'
import { type DemoCluster, startDemoCluster } from '@portolan/demo-cluster'
import { type History, openHistory } from '@portolan/history-store'
import { type ConfiguredCluster, loadCluster } from '@portolan/kube-source'
import { systemClock } from '@portolan/pipeline'
import type { Logger } from 'pino'
import { collectDefaultMetrics, Registry } from 'prom-client'
import type { AlertingParts } from './alerts/alerting-parts.ts'
import { openAlerting } from './alerts/open-alerting.ts'
import { type App, buildApp } from './app.ts'
import { banner } from './banner.ts'
import { writeClusterNote } from './bundle/cluster-note.ts'
import type { ServerConfig } from './config.ts'
import { chosenLog } from './configuration/chosen-log.ts'
import { listen } from './listen.ts'
import { createLogger, warningsOf } from './logging.ts'
import { type RunningRecorder, record } from './record.ts'

/** Where the exported UI lies. */
export const UI = fileURLToPath(new URL('../../web/out', import.meta.url))
const DEMO = { name: 'demo', server: 'built in' }

/** A Portolan that listens and records. */
export interface Running {
  /** Rejects when nothing can be recorded any more, for good. */
  readonly failed: Promise<never>
  /** Everything that arrived is committed, and everything is closed, when it resolves. */
  stop(): Promise<void>
}

/** What is open already, in the order in which it is closed. */
interface Parts {
  recorder?: RunningRecorder
  app?: App
  alerting?: AlertingParts
  history?: History
  demo?: DemoCluster
}

/**
 * Listens first, then opens the log, then records: a second start is there at once, however long the log is. Nothing is
 * written before everything that can be refused was checked.
 *
 * @throws {StartRefusedError | ClusterConfigurationError | StoreError} the message is one sentence with the remedy
 */
export async function start(config: ServerConfig): Promise<Running> {
  const { demo: isDemoAsked, namespaces } = config.cluster
  const log = createLogger(config.logLevel)
  const { cluster: configured, directory } = await chosenLog(config)
  const parts: Parts = {}
  try {
    const app = await appOf(config, { configured, parts, log })
    parts.app = app
    const url = await listen(app.server, config)
    const retention = { maxAgeMs: config.retentionMs, maxBytes: config.maxBytes }
    const history = await openHistory({ directory, clock: systemClock, retention })
    parts.history = history
    if (history.recovered)
      log.warn(history.recovered, 'The log was damaged; it was moved aside, and a new one is begun.')
    const alerting = openAlerting({ directory, config: config.alerting, retentionMs: config.retentionMs })
    parts.alerting = alerting
    if (alerting.recovered)
      log.warn(
        alerting.recovered,
        'alerts.db was damaged; it was moved aside: enter rules, silences and receivers again.',
      )
    const isTerminal = process.stdout.isTTY
    process.stdout.write(banner({ url, cluster: configured, isDemoAsked, directory, isTerminal }))
    writeClusterNote(directory, configured ?? DEMO)
    const cluster = configured ?? (await demoCluster(parts, directory))
    parts.recorder = await record({ cluster, namespaces, history, logbook: app.logbook, log, alerting })
    return { failed: parts.recorder.failed, stop: () => stop(parts) }
  } catch (error) {
    await stop(parts)
    throw error
  }
}

interface AppParts {
  readonly configured: ConfiguredCluster | undefined
  readonly parts: Parts
  readonly log: Logger
}

function appOf(config: ServerConfig, { configured, parts, log }: AppParts): Promise<App> {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const { host, auth, devOrigin } = config
  const isDemo = configured === undefined
  return buildApp({
    installation: {
      mode: isDemo ? 'demo' : 'cluster',
      cluster: configured ?? DEMO,
      startedAt: systemClock.now(),
      storeEngine: 'sqlite',
      recovered: () => parts.history?.recovered,
      ...(isDemo && { chapter: () => chapterOf(parts.demo) }),
    },
    clock: systemClock,
    host,
    auth,
    registry,
    uiRoot: UI,
    logger: warningsOf(log, 'http'),
    ...(devOrigin !== undefined && { devOrigin }),
  })
}

function chapterOf(demo: DemoCluster | undefined): NonNullable<Status['demo']> {
  if (demo === undefined) return { chapter: 'The demo cluster is being built', id: 'building', subject: '' }
  const { title, name, subject } = demo.chapter()
  return { chapter: title, id: name, subject: subject.name }
}

/** Starts the demo cluster; its kubeconfig stays beside the log, so that kubectl can look at it too. */
async function demoCluster(parts: Parts, directory: string): Promise<ConfiguredCluster> {
  parts.demo = await startDemoCluster()
  const kubeconfig = path.join(directory, 'demo-kubeconfig')
  await parts.demo.writeKubeconfig(kubeconfig)
  const cluster = await loadCluster({ kubeconfig })
  if (cluster === undefined) throw new Error(`${kubeconfig} names no cluster`)
  return cluster
}

async function stop({ recorder, app, alerting, history, demo }: Parts): Promise<void> {
  try {
    await recorder?.stop()
  } finally {
    await app?.server.close()
    await alerting?.store.close()
    await history?.close()
    await demo?.close()
  }
}
