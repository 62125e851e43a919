import { Churn, timestamp } from '@portolan/contract'
import type { ChurnStep } from '@portolan/pipeline/ports'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { churnStepAnswer } from '../answers/churn-answer.ts'
import { gapAnswer } from '../answers/gap-answer.ts'
import type { ToldCauses } from '../churn/endpoint-causes.ts'
import { BadRequestError } from '../errors.ts'
import { gapsAbout } from '../reading/coverage.ts'
import type { Logbook } from '../reading/logbook.ts'
import { requireObservedService } from '../reading/observed-service.ts'
import { steppedRange } from '../reading/stepped-range.ts'
import { LEDGER_KINDS } from './ledger.ts'
import { parameters } from './parameters.ts'
import { problemAnswers } from './problem-answers.ts'

const ChurnParameters = z.strictObject({
  namespace: parameters.namespaces,
  service: z
    .string()
    .min(1)
    .max(507)
    .describe('Only this Service: `namespace/name`, or its name beside one `namespace`')
    .optional(),
  from: parameters.from,
  to: parameters.to,
  step: parameters.step,
  causes: parameters.causes.describe('`true` tells why, of one namespace'),
})

interface ServiceName {
  readonly namespace: string
  readonly name: string
}

/** GET /churn: endpoints that came, went and flipped, step by step. */
export const churnRoutes: FastifyPluginAsyncZod<{ logbook: Logbook }> = async (app, { logbook }) => {
  app.get(
    '/churn',
    {
      schema: {
        tags: ['log'],
        summary: 'Endpoints that came, went and flipped, and how many were ready, step by step',
        querystring: ChurnParameters,
        response: { 200: Churn, ...problemAnswers },
      },
    },
    async (request, reply) => {
      const { namespace, service: asked, causes, ...texts } = request.query
      const { reader, recording } = logbook.log
      const { seq } = recording.feed
      const service = asked === undefined ? undefined : serviceName(asked, namespace)
      const namespaces = service === undefined ? namespace : [service.namespace]
      const range = await steppedRange(texts, logbook)
      if (service !== undefined) await requireObservedService(reader, service)
      const steps = await reader.churn({
        ...range,
        ...(namespaces !== undefined && { namespaces }),
        ...(service !== undefined && { service: `${service.namespace}/${service.name}` }),
      })
      const { from, to, stepMs } = range
      const told = causes ? await causesOf({ service, namespaces, range, seq }, logbook, request.signal) : undefined
      const gaps = gapsAbout(await reader.gaps({ from, to }), namespaces).filter(({ kind }) => LEDGER_KINDS.has(kind))
      reply.header('cache-control', 'private, no-cache')
      return {
        from: timestamp(from),
        to: timestamp(to),
        stepMs,
        seq,
        steps: steps.map((step) => churnStepAnswer(step, told && transitionsIn(step, told.transitions, stepMs))),
        gaps: gaps.map(gapAnswer),
        ...(told && { causesFrom: timestamp(told.from) }),
      }
    },
  )
}

interface CausesScope {
  readonly service: ServiceName | undefined
  readonly namespaces: readonly string[] | undefined
  readonly range: { readonly from: number; readonly to: number }
  readonly seq: number
}

/** @throws {BadRequestError} it does not say of which namespace */
async function causesOf(
  { service, namespaces = [], range: { from, to }, seq }: CausesScope,
  { log }: Logbook,
  signal: AbortSignal,
): Promise<ToldCauses> {
  const [namespace, ...others] = namespaces
  if (namespace === undefined || others.length > 0) {
    throw new BadRequestError('causes=true is told of one namespace: add service=namespace/name, or one namespace.')
  }
  const told = await log.causes.in({ namespace, from, to, seq }, signal)
  const name = service && `${service.namespace}/${service.name}`
  return {
    ...told,
    transitions: told.transitions.filter(({ transition }) => (name ?? transition.service) === transition.service),
  }
}

function transitionsIn({ from }: ChurnStep, transitions: ToldCauses['transitions'], stepMs: number) {
  return transitions.filter(({ transition: { at } }) => at >= from && at < from + stepMs)
}

/** @throws {BadRequestError} it does not say which Service is meant */
function serviceName(service: string, namespaces: readonly string[] = []): ServiceName {
  const [first = '', second, ...rest] = service.split('/')
  const [namespace, ...others] = second === undefined ? namespaces : [...new Set([first, ...namespaces])]
  const name = second ?? first
  if (namespace && name && others.length === 0 && rest.length === 0) return { namespace, name }
  throw new BadRequestError(`service=${service} does not name one Service: write service=namespace/name.`)
}
