import { Churn, ServicesChurn, timestamp } from '@portolan/contract'
import type { Gap } from '@portolan/domain'
import type { ChurnStep } from '@portolan/pipeline/ports'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { churnStepAnswer, serviceChurnAnswer } from '../answers/churn-answer.ts'
import { gapAnswer } from '../answers/gap-answer.ts'
import type { ToldCauses } from '../churn/endpoint-causes.ts'
import { BadRequestError } from '../errors.ts'
import { gapsAbout } from '../reading/coverage.ts'
import type { Logbook } from '../reading/logbook.ts'
import { requireObservedService } from '../reading/observed-service.ts'
import { type StepLimits, steppedRange } from '../reading/stepped-range.ts'
import { LEDGER_KINDS } from './ledger.ts'
import { DEFAULT_LIMIT, parameters } from './parameters.ts'
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

const ServicesChurnParameters = z.strictObject({
  namespace: parameters.namespaces,
  from: parameters.from,
  to: parameters.to,
  step: parameters.step.describe('As of `/churn`; at most 200 steps, by default a round one that makes 60 at most'),
  limit: parameters.limit.describe('Services, at most 1,000; default 100'),
  causes: parameters.causes.describe('`true` tells why, of one namespace'),
})

/** Of each Service: a strip has no room for more. */
const STRIP_STEPS: StepLimits = { most: 200, comfortable: 60 }

interface ServiceName {
  readonly namespace: string
  readonly name: string
}

/** GET /churn: endpoints that came, went and flipped, step by step; GET /churn/services: of which Services. */
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
      const gaps = ledgerGaps(await reader.gaps({ from, to }), namespaces)
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

  app.get(
    '/churn/services',
    {
      schema: {
        tags: ['log'],
        summary: 'Which Services churn most, and when',
        querystring: ServicesChurnParameters,
        response: { 200: ServicesChurn, ...problemAnswers },
      },
    },
    async (request, reply) => {
      const { namespace: namespaces, limit = DEFAULT_LIMIT, causes, ...texts } = request.query
      const { reader, recording } = logbook.log
      const { seq } = recording.feed
      const range = await steppedRange(texts, logbook, STRIP_STEPS)
      const { from, to, stepMs } = range
      const [{ services, total }, gaps] = await Promise.all([
        reader.churnOfServices({ ...range, limit, ...(namespaces !== undefined && { namespaces }) }),
        reader.gaps({ from, to }),
      ])
      const told = causes
        ? await causesOf({ service: undefined, namespaces, range, seq }, logbook, request.signal)
        : undefined
      reply.header('cache-control', 'private, no-cache')
      return {
        from: timestamp(from),
        to: timestamp(to),
        stepMs,
        seq,
        total,
        services: services.map((one) => serviceChurnAnswer(one, told && transitionsOf(one.service, told.transitions))),
        gaps: ledgerGaps(gaps, namespaces).map(gapAnswer),
        ...(told && { causesFrom: timestamp(told.from) }),
      }
    },
  )
}

/** Those in which endpoints could not be seen. */
function ledgerGaps(gaps: readonly Gap[], namespaces: readonly string[] | undefined): readonly Gap[] {
  return gapsAbout(gaps, namespaces).filter(({ kind }) => LEDGER_KINDS.has(kind))
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
    transitions: name === undefined ? told.transitions : transitionsOf(name, told.transitions),
  }
}

function transitionsOf(service: string, transitions: ToldCauses['transitions']) {
  return transitions.filter(({ transition }) => transition.service === service)
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
