import swagger from '@fastify/swagger'
import swaggerUi from '@fastify/swagger-ui'
import type { FastifyInstance } from 'fastify'
import { jsonSchemaTransform, jsonSchemaTransformObject } from 'fastify-type-provider-zod'
import { VERSION } from '../version.ts'

/** The page is ours, its scripts are files of ours; only style attributes are written inline. */
const DOCS_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

const TAGS = [
  { name: 'chart', description: 'What there is at an instant: the topology, Services, objects' },
  { name: 'log', description: 'What happened: every change, the history of one object, the ledger of one Service' },
  { name: 'alerts', description: 'Who is told of what: alerts, incidents, rules, silences, receivers' },
  { name: 'operation', description: 'How Portolan itself is' },
]

/** `/api/openapi.json`, and the page that shows it at `/api/docs`. Before the routes. */
export async function describeApi(app: FastifyInstance): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Portolan',
        version: VERSION,
        description:
          'The chart and the logbook of a Kubernetes cluster. Times are RFC 3339 UTC with milliseconds; every read takes `at`. Errors are `application/problem+json` with a stable `code`.',
        license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
      },
      tags: TAGS,
      components: { securitySchemes: { token: { type: 'http', scheme: 'bearer' } } },
      security: [{}, { token: [] }],
    },
    transform: jsonSchemaTransform,
    transformObject: jsonSchemaTransformObject,
  })
  await app.register(swaggerUi, {
    routePrefix: '/api/docs',
    staticCSP: DOCS_POLICY,
    uiConfig: { deepLinking: true, displayRequestDuration: true, tryItOutEnabled: true },
  })
  app.get('/api/openapi.json', { schema: { hide: true } }, async () => app.swagger())
}
