import compress from '@fastify/compress'
import type { Clock } from '@portolan/pipeline/ports'
import Fastify, { type FastifyBaseLogger, type FastifyInstance, LogController } from 'fastify'
import { validatorCompiler } from 'fastify-type-provider-zod'
import type { Registry } from 'prom-client'
import type { Installation } from './answers/status-answer.ts'
import { closeToStrangers } from './auth/sign-in.ts'
import type { AuthConfig } from './config.ts'
import { serveLive } from './live/socket-server.ts'
import { answerClientError, grantNoExpectation } from './plugins/client-errors.ts'
import { describeApi } from './plugins/docs.ts'
import { hostCheck, requireHost } from './plugins/host-check.ts'
import { measure } from './plugins/metrics.ts'
import { originCheck, requireOrigin } from './plugins/origin-check.ts'
import { answerError, answerProblems } from './plugins/problems.ts'
import { REQUEST_LIMITS } from './plugins/request-limits.ts'
import { sendSecurityHeaders, withSecurityHeaders } from './plugins/security-headers.ts'
import { Logbook } from './reading/logbook.ts'
import { StatusReader } from './reading/status-reader.ts'
import { alertRuleHistoryRoutes } from './routes/alert-rule-history.ts'
import { alertRuleRoutes } from './routes/alert-rules.ts'
import { alertRoutes } from './routes/alerts.ts'
import { badgeRoutes } from './routes/badge.ts'
import { bundleRoutes } from './routes/bundle.ts'
import { changeCausesRoutes } from './routes/change-causes.ts'
import { changesRoutes } from './routes/changes.ts'
import { churnRoutes } from './routes/churn.ts'
import { deliveryRoutes } from './routes/deliveries.ts'
import { findingsRoutes } from './routes/findings.ts'
import { healthRoutes } from './routes/health.ts'
import { incidentRoutes } from './routes/incidents.ts'
import { ledgerRoutes } from './routes/ledger.ts'
import { markersRoutes } from './routes/markers.ts'
import { objectRoutes } from './routes/objects.ts'
import { placementRoutes } from './routes/placement.ts'
import { reachabilityRoutes } from './routes/reachability.ts'
import { receiverRoutes } from './routes/receivers.ts'
import { resolveRoutes } from './routes/resolve.ts'
import { resolveHistoryRoutes } from './routes/resolve-history.ts'
import { rolloutRoutes } from './routes/rollouts.ts'
import { routesToRoutes } from './routes/routes-to.ts'
import { searchRoutes } from './routes/search.ts'
import { serviceRoutes } from './routes/services.ts'
import { silenceRoutes } from './routes/silences.ts'
import { statusRoutes } from './routes/status.ts'
import { topologyRoutes } from './routes/topology.ts'
import { topologyDiffRoutes } from './routes/topology-diff.ts'
import { topologyMatchesRoutes } from './routes/topology-matches.ts'
import { topologyStretchRoutes } from './routes/topology-stretch.ts'
import { serveUi } from './static.ts'

export interface AppOptions {
  readonly installation: Installation
  readonly clock: Clock
  /** What now is for everything that is shown; absent: as for everything else. A bundle stands still at its end. */
  readonly chartClock?: Clock
  /** Where the app will listen: decides which names it answers to. */
  readonly host: string
  readonly auth: AuthConfig
  readonly registry: Registry
  readonly devOrigin?: string
  /** Where the exported UI lies. */
  readonly uiRoot?: string
  /** Absent: nothing is logged. */
  readonly logger?: FastifyBaseLogger
}

/** The server, and the logbook to open when the log is restored; until then it answers `not-ready`. */
export interface App {
  readonly server: FastifyInstance
  readonly logbook: Logbook
}

/** REST, sockets and the UI, from ports alone. Does not listen yet. */
export async function buildApp(options: AppOptions): Promise<App> {
  const { clock, chartClock = clock, registry, auth } = options
  const installation = { ...options.installation, ...(auth.mode === 'token' && { signIn: auth.mode }) }
  const logbook = new Logbook(chartClock, (error) =>
    server.log.error({ err: error }, 'what was before the start could not be read'),
  )
  const status = new StatusReader({ logbook, installation, clock: chartClock })
  const server: FastifyInstance = Fastify({
    ...(options.logger === undefined ? { logger: false } : { loggerInstance: options.logger }),
    logController: new LogController({ disableRequestLogging: true }),
    trustProxy: false,
    forceCloseConnections: true,
    frameworkErrors: (error, request, reply) => {
      answerError(error, request, withSecurityHeaders(reply))
    },
    clientErrorHandler: answerClientError,
    // Who names no host is told so by the check of hosts, in words.
    http: { requireHostHeader: false },
    ...REQUEST_LIMITS,
  })
  server.setValidatorCompiler(validatorCompiler)
  // Answers are built from types and checked against their schema in tests; checking each again would double its cost.
  server.setSerializerCompiler(() => (answer) => JSON.stringify(answer))
  answerProblems(server)
  grantNoExpectation(server.server)
  sendSecurityHeaders(server)
  const isOurHost = hostCheck(options.host)
  const isOurOrigin = originCheck(options.devOrigin)
  server.addHook('onRequest', async ({ headers, method }) => {
    requireHost(isOurHost, headers.host)
    if (method !== 'GET' && method !== 'HEAD') requireOrigin(isOurOrigin, headers)
  })
  const gate = await closeToStrangers(server, { auth: options.auth, clock })
  await server.register(compress, { threshold: 1024, encodings: ['br', 'gzip'] })
  await describeApi(server)
  const sockets = serveLive(server, { logbook, status, isOurHost, isOurOrigin, gate })
  measure(server, { registry, logbook, status, sockets })
  await server.register(healthRoutes, { logbook })
  await server.register(
    async (api) => {
      api.addHook('onRequest', () => logbook.opened())
      await api.register(statusRoutes, { status })
      await api.register(topologyRoutes, { logbook })
      await api.register(topologyDiffRoutes, { logbook })
      await api.register(topologyMatchesRoutes, { logbook })
      await api.register(topologyStretchRoutes, { logbook })
      await api.register(placementRoutes, { logbook })
      await api.register(serviceRoutes, { logbook })
      await api.register(ledgerRoutes, { logbook })
      await api.register(objectRoutes, { logbook })
      await api.register(searchRoutes, { logbook })
      await api.register(changesRoutes, { logbook })
      await api.register(changeCausesRoutes, { logbook })
      await api.register(markersRoutes, { logbook })
      await api.register(churnRoutes, { logbook })
      await api.register(rolloutRoutes, { logbook })
      await api.register(resolveRoutes, { logbook })
      await api.register(resolveHistoryRoutes, { logbook })
      await api.register(routesToRoutes, { logbook })
      await api.register(findingsRoutes, { logbook })
      await api.register(reachabilityRoutes, { logbook })
      await api.register(alertRoutes, { logbook })
      await api.register(incidentRoutes, { logbook })
      await api.register(alertRuleRoutes, { logbook })
      await api.register(alertRuleHistoryRoutes, { logbook })
      await api.register(silenceRoutes, { logbook })
      await api.register(receiverRoutes, { logbook })
      await api.register(deliveryRoutes, { logbook })
      await api.register(badgeRoutes, { logbook })
      await api.register(bundleRoutes, { logbook, installation, clock, chartClock })
    },
    { prefix: '/api/v1' },
  )
  server.addHook('onClose', () => logbook.close())
  await serveUi(server, options.uiRoot)
  return { server, logbook }
}
