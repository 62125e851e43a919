import type { Readable } from 'node:stream'
import { type Visibility, WATCHED_RESOURCES } from '@portolan/domain'
import type { Recording } from '@portolan/pipeline'
import type { Clock } from '@portolan/pipeline/ports'
import type { FastifyReply } from 'fastify'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import type { Installation } from '../answers/status-answer.ts'
import type { BundleVisibility } from '../bundle/bundle-format.ts'
import { createBundle } from '../bundle/create-bundle.ts'
import { ClientGoneError, TooManyReadersError } from '../errors.ts'
import { parseInstant } from '../reading/instant.ts'
import type { Logbook } from '../reading/logbook.ts'
import { parameters } from './parameters.ts'
import { problemAnswers } from './problem-answers.ts'

/** Under this name browsers keep a bundle. */
const BUNDLE_FILE_NAME = 'incident.portolan.gz'
const GZIP = 'application/gzip'

/** Each reads the log as fast as it is taken, and holds the objects of a cluster until they are through. */
const MAX_DOWNLOADS = 2
const RETRY_AFTER_SECONDS = 10

const BundleParameters = z.strictObject({
  from: z.string().describe('Begin: an instant as in `at`; the bundle holds the state then, and all changes after it'),
  to: z.string().describe('End, included: an instant as in `at`. Default: now').optional(),
  namespace: parameters.namespaces.describe('Only these namespaces, with nodes and classes; repeatable'),
  redactNames: z
    .enum(['true', 'false'])
    .default('false')
    .describe('Names, addresses and label values become pseudonyms that agree within the bundle'),
})

const bundleAnswers = {
  200: {
    description: 'The bundle, for `portolan open`',
    content: { [GZIP]: { schema: z.string().describe('gzip of lines of JSON, see docs/bundles.md') } },
  },
  ...problemAnswers,
}

export interface BundleRouteOptions {
  readonly logbook: Logbook
  readonly installation: Installation
  readonly clock: Clock
  /** What now is for everything that is shown. */
  readonly chartClock: Clock
}

/** GET /bundle: a stretch of the log as a file, as `portolan export` writes it. */
export const bundleRoutes: FastifyPluginAsyncZod<BundleRouteOptions> = async (app, options) => {
  const { logbook, installation, clock, chartClock } = options
  let downloads = 0
  app.get(
    '/bundle',
    {
      exposeHeadRoute: false,
      schema: {
        tags: ['log'],
        summary: 'An incident bundle: a stretch of the log as a file',
        querystring: BundleParameters,
        response: bundleAnswers,
      },
    },
    async (request, reply) => {
      const { namespace: namespaces = [], redactNames } = request.query
      const { reader, recording } = logbook.log
      const from = instantOf(request.query.from, 'from', logbook)
      const to = request.query.to === undefined ? undefined : instantOf(request.query.to, 'to', logbook)
      if (downloads >= MAX_DOWNLOADS) {
        throw new TooManyReadersError(
          `${MAX_DOWNLOADS} bundles are being downloaded: ask for this one when one of them is through.`,
          RETRY_AFTER_SECONDS,
        )
      }
      if (reply.raw.destroyed) throw new ClientGoneError('The client ended its request before the bundle was begun.')
      downloads += 1
      reply.raw.once('close', () => {
        downloads -= 1
      })
      const cluster = { version: null, ...installation.cluster, ...recording.cluster }
      const bundle = await createBundle(
        { reader, cluster, visibilities: visibilitiesOf(recording), knownUntil: chartClock.now() },
        { from, to, namespaces, redactNames: redactNames === 'true', createdAt: clock.now() },
      )
      return sendFile(reply, bundle.bytes)
    },
  )
}

function sendFile(reply: FastifyReply, bytes: Readable): FastifyReply {
  const disposition = `attachment; filename="${BUNDLE_FILE_NAME}"`
  return reply.type(GZIP).headers({ 'content-disposition': disposition, 'cache-control': 'no-store' }).send(bytes)
}

function instantOf(text: string, parameter: 'from' | 'to', logbook: Logbook) {
  const instant = parseInstant(text, parameter)
  logbook.requirePast(instant, parameter)
  return instant
}

/** How much of each kind is known, in the cluster or, where it is followed namespace by namespace, in each of these. */
function visibilitiesOf(recording: Recording): BundleVisibility[] {
  const { snapshot } = recording
  const streams = recording.streams().map(({ stream }) => stream)
  return WATCHED_RESOURCES.flatMap(({ kind }) => {
    const scopes = streams.filter((stream) => stream.kind === kind)
    const told = scopes.length > 0 ? scopes : [{ kind }]
    return told.map(({ namespace }: { namespace?: string }) => {
      const visibility: Visibility = snapshot.visibilityOf(kind, namespace)
      return { kind, ...(namespace !== undefined && { namespace }), visibility }
    })
  })
}
