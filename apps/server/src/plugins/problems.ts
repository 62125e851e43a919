import type { Problem, ProblemCode } from '@portolan/contract'
import { StoreError } from '@portolan/pipeline/ports'
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { BadRequestError, NotFoundError, RequestError, UnknownParameterError } from '../errors.ts'
import { closestName } from './closest-name.ts'
import { PROBLEM_KINDS } from './problem-status.ts'

interface ValidationIssue {
  readonly keyword?: string
  readonly instancePath: string
  readonly message?: string
  readonly params?: { readonly keys?: readonly string[] }
}

/** Somebody has to look after these; the others are between us and the client. */
const UNEXPECTED: ReadonlySet<ProblemCode> = new Set(['internal', 'store-failed'])

/** Every error answer is `application/problem+json` (RFC 9457) with a code of the contract; what is unexpected is logged. */
export function answerProblems(app: FastifyInstance): void {
  app.setErrorHandler(answerError)
}

/** Answer with the problem an error stands for. */
export function answerError(error: Error, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const told = translate(error, request)
  const code = codeOf(told)
  if (UNEXPECTED.has(code)) request.log.error({ err: error }, 'request failed')
  return sendProblem(request, reply, { code, detail: detailOf(told, code), retryAfterSeconds: retryAfterOf(told) })
}

interface ProblemToSend {
  readonly code: ProblemCode
  readonly detail: string
  readonly retryAfterSeconds?: number | undefined
}

/** A problem as it is told; not yet of which path. */
export function problemOf({ code, detail }: Pick<ProblemToSend, 'code' | 'detail'>): Problem {
  const { status, title } = PROBLEM_KINDS[code]
  return { type: `urn:portolan:problem:${code}`, title, status, code, detail }
}

/** Answer with a problem. */
function sendProblem(request: FastifyRequest, reply: FastifyReply, problem: ProblemToSend): FastifyReply {
  const { code, detail, retryAfterSeconds } = problem
  const [instance = '/'] = request.url.split('?', 1)
  const body: Problem = { ...problemOf({ code, detail }), instance }
  if (retryAfterSeconds !== undefined) reply.header('retry-after', String(Math.ceil(retryAfterSeconds)))
  if (code === 'unauthenticated') reply.header('www-authenticate', 'Bearer realm="portolan"')
  return reply
    .code(body.status)
    .header('cache-control', 'no-store')
    .type('application/problem+json; charset=utf-8')
    .send(body)
}

/** The error for a path or method that is not there. */
export function noSuchPath(request: FastifyRequest): NotFoundError {
  const [path] = request.url.split('?', 1)
  return new NotFoundError(`There is no ${request.method} ${path}: /api/docs lists every path.`)
}

/** What the framework found wrong becomes one of our own errors. */
function translate(
  error: Error & Partial<Pick<FastifyError, 'validation' | 'validationContext' | 'statusCode'>>,
  request: FastifyRequest,
): Error {
  if (error instanceof RequestError || error instanceof StoreError) return error
  if (error.validation !== undefined) {
    return error.validationContext === 'body' ? invalidBody(error.validation) : invalid(error.validation, request)
  }
  const status = error.statusCode ?? 500
  if (status >= 400 && status < 500) return new BadRequestError(sentence(error.message), { cause: error })
  return error
}

function invalid(issues: readonly ValidationIssue[], request: FastifyRequest): RequestError {
  for (const { keyword, params } of issues) {
    const [unknown] = keyword === 'unrecognized_keys' ? (params?.keys ?? []) : []
    if (unknown !== undefined) return new UnknownParameterError(unknownParameter(unknown, request))
  }
  return wrongValues(issues)
}

function invalidBody(issues: readonly ValidationIssue[]): RequestError {
  for (const { keyword, params, instancePath } of issues) {
    const [unknown] = keyword === 'unrecognized_keys' ? (params?.keys ?? []) : []
    const path = instancePath.slice(1).replaceAll('/', '.')
    const place = path === '' ? 'The body' : `In the body ${path}`
    if (unknown !== undefined) return new UnknownParameterError(`${place} takes no ${unknown}.`)
  }
  return wrongValues(issues)
}

function wrongValues(issues: readonly ValidationIssue[]): BadRequestError {
  const told = issues.slice(0, 3).map(({ instancePath, message }) => `${instancePath.slice(1)}: ${message}`)
  return new BadRequestError(sentence(told.join('; ')))
}

function unknownParameter(name: string, request: FastifyRequest): string {
  const schema = request.routeOptions.schema?.querystring as { shape?: Record<string, unknown> } | undefined
  const known = Object.keys(schema?.shape ?? {})
  const closest = closestName(name, known)
  if (closest !== undefined) return `There is no parameter ${name} here: did you mean ${closest}?`
  return `There is no parameter ${name} here: ${known.length > 0 ? `it takes ${known.join(', ')}` : 'it takes none'}.`
}

function codeOf(error: Error): ProblemCode {
  if (error instanceof RequestError) return error.code
  return error instanceof StoreError ? 'store-failed' : 'internal'
}

/** What is unexpected is told in the log only: its message may hold what no client should read. */
function detailOf(error: Error, code: ProblemCode): string {
  return code === 'internal' ? 'Something unexpected happened; the log of the server says what.' : error.message
}

function retryAfterOf(error: Error): number | undefined {
  return error instanceof RequestError ? error.retryAfterSeconds : undefined
}

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}${/[.?!]$/.test(text) ? '' : '.'}`
}
