import type { FastifyInstance } from 'fastify'
import { Gauge, Histogram, type Registry } from 'prom-client'
import { z } from 'zod'
import type { SocketCounts } from '../live/socket-server.ts'
import type { Logbook, OpenLog } from '../reading/logbook.ts'
import type { StatusReader } from '../reading/status-reader.ts'
import { problemAnswers } from '../routes/problem-answers.ts'
import { measureAlerting } from './alert-metrics.ts'

const METHODS = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'])
const STATES = ['live', 'listing', 'waiting', 'denied', 'absent'] as const

export interface MetricsOptions {
  readonly registry: Registry
  readonly logbook: Logbook
  readonly status: StatusReader
  readonly sockets: () => SocketCounts
}

/**
 * GET /metrics, and the measurements of every request.
 *
 * Labels come from closed sets (route patterns, methods, status classes, watched kinds), so their number does not grow with
 * the cluster or with what clients send; of Services a bounded number has series of its own. Streams of one kind in many namespaces are summed.
 */
export function measure(app: FastifyInstance, { registry, logbook, status, sockets }: MetricsOptions): void {
  measureRequests(app, registry)
  measureSockets(registry, sockets)
  const gauges = new LogGauges(registry, logbook)
  measureRecording(gauges)
  measureStreams(gauges)
  measureStore(gauges, status)
  measureAlerting(registry, logbook)
  const schema = {
    tags: ['operation'],
    summary: 'Measurements, as Prometheus text',
    response: {
      200: { description: 'Prometheus text', content: { 'text/plain': { schema: z.string() } } },
      ...problemAnswers,
    },
  }
  app.get('/metrics', { schema }, async (_request, reply) => {
    return reply.type(registry.contentType).send(await registry.metrics())
  })
}

function measureRequests(app: FastifyInstance, registry: Registry): void {
  const duration = new Histogram({
    name: 'portolan_http_request_duration_seconds',
    help: 'Time from the first byte of a request to the last of its answer',
    labelNames: ['method', 'route', 'status'] as const,
    buckets: [0.005, 0.02, 0.1, 0.5, 2, 10],
    registers: [registry],
  })
  app.addHook('onResponse', async (request, reply) => {
    const route = request.is404 ? 'none' : (request.routeOptions.url ?? 'none')
    const method = METHODS.has(request.method) ? request.method : 'other'
    duration.observe({ method, route, status: `${Math.floor(reply.statusCode / 100)}xx` }, reply.elapsedTime / 1000)
  })
}

const SOCKET_COUNTS = [
  ['connected', 'portolan_sockets', 'Clients that are connected'],
  ['following', 'portolan_followers', 'Clients that follow a stream'],
  ['behind', 'portolan_followers_behind', 'Followers that are not at the head of their stream'],
  ['waitingBytes', 'portolan_socket_waiting_bytes', 'Bytes sent to clients that have not taken them yet'],
  ['resets', 'portolan_follower_resets', 'Followers told to fetch a snapshot since the start'],
] as const

function measureSockets(registry: Registry, sockets: () => SocketCounts): void {
  for (const [field, name, help] of SOCKET_COUNTS) {
    new Gauge({
      name,
      help,
      registers: [registry],
      collect() {
        this.set(sockets()[field])
      },
    })
  }
}

interface LogGauge {
  readonly name: string
  readonly help: string
  readonly labels?: readonly string[]
  readonly collect: (metric: Gauge, log: OpenLog) => void | Promise<void>
}

/** Gauges that are read from the log when somebody asks; without value until the log is open. */
class LogGauges {
  readonly #registry: Registry
  readonly #logbook: Logbook

  constructor(registry: Registry, logbook: Logbook) {
    this.#registry = registry
    this.#logbook = logbook
  }

  add({ name, help, labels = [], collect }: LogGauge): void {
    const logbook = this.#logbook
    new Gauge({
      name,
      help,
      labelNames: labels,
      registers: [this.#registry],
      async collect() {
        if (labels.length > 0) this.reset()
        else this.remove()
        if (logbook.isOpen) await collect(this, logbook.log)
      },
    })
  }
}

function measureRecording(gauges: LogGauges): void {
  gauges.add({
    name: 'portolan_seq',
    help: 'Newest change that is committed',
    collect: (metric, { recording }) => metric.set(recording.feed.seq),
  })
  gauges.add({
    name: 'portolan_recording',
    help: '1 while changes reach the log, 0 while recording is paused',
    collect: (metric, { recording }) => metric.set(Number(recording.health.state === 'recording')),
  })
  gauges.add({
    name: 'portolan_ready',
    help: '1 when every granted resource was listed and is followed',
    collect: (metric, { recording }) => metric.set(Number(recording.isReady())),
  })
}

const STREAM_SUMS = [
  ['objects', 'portolan_objects', 'Objects of a kind now'],
  ['reconnects', 'portolan_stream_reconnects', 'Times a watch of a kind was connected again since the start'],
  ['relists', 'portolan_stream_relists', 'Times a kind was listed again since the start'],
  ['gaps', 'portolan_stream_gaps', 'Gaps of a kind recorded since the start'],
  ['bytes', 'portolan_stream_bytes', 'Bytes read for a kind since the start'],
  ['parseErrors', 'portolan_stream_parse_errors', 'Lines of a kind that could not be read since the start'],
] as const

function measureStreams(gauges: LogGauges): void {
  gauges.add({
    name: 'portolan_streams',
    help: 'Watches of a kind by state',
    labels: ['kind', 'state'],
    collect: (metric, { recording }) => {
      for (const { stream, state } of recording.streams()) {
        for (const candidate of STATES) metric.inc({ kind: stream.kind, state: candidate }, Number(candidate === state))
      }
    },
  })
  for (const [field, name, help] of STREAM_SUMS) {
    gauges.add({
      name,
      help,
      labels: ['kind'],
      collect: (metric, { recording }) => {
        for (const report of recording.streams()) metric.inc({ kind: report.stream.kind }, report[field])
      },
    })
  }
}

function measureStore(gauges: LogGauges, status: StatusReader): void {
  gauges.add({
    name: 'portolan_store_bytes',
    help: 'Size of the log on disk',
    collect: async (metric) => metric.set((await status.bounds()).bytes),
  })
  gauges.add({
    name: 'portolan_store_changes',
    help: 'Changes in the log',
    collect: async (metric) => metric.set((await status.bounds()).changes),
  })
  gauges.add({
    name: 'portolan_store_oldest_seconds',
    help: 'When the oldest change that is kept was observed, epoch seconds',
    collect: async (metric) => {
      const { oldest } = await status.bounds()
      if (oldest !== undefined) metric.set(oldest.observedAt / 1000)
    },
  })
}
