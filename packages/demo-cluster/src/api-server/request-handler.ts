import type { IncomingMessage, ServerResponse } from 'node:http'
import { json } from 'node:stream/consumers'
import { type Access, authenticate, authorize, reviewAccess, reviewRules, type Subject } from './access.ts'
import { beginWatch, sendJson, sendPageNotFound, sendPieces, sendStatus } from './answer.ts'
import type { ApiResource } from './api-resource.ts'
import type { ServedStore } from './collection-set.ts'
import { coreVersions, groupList, groupOf, resourceList, versionInfo } from './discovery.ts'
import type { Failure, Faults, FaultySubject } from './faults.ts'
import { answerList } from './list-answer.ts'
import { type ListOptions, parseListOptions } from './list-options.ts'
import { objectKey } from './object-collection.ts'
import { errorLine, negotiate, objectJson } from './representation.ts'
import { parseTarget, type RequestTarget } from './request-target.ts'
import { StatusAnswer, statuses } from './status.ts'
import { planWatch } from './watch-answer.ts'
import { type WatchLimits, WatchStream } from './watch-stream.ts'

/** Everything a request is answered from. */
export interface Served {
  store: ServedStore
  /** By collection path. */
  installed: Map<string, ApiResource>
  access: Access | undefined
  faults: Faults
  watches: Set<WatchStream>
  limits: WatchLimits & { freshnessWaitMs: number }
  gitVersion: string
  onWatch: (stream: WatchStream) => void
  onRequest: (subject: FaultySubject, url: URL) => void
}

interface Exchange {
  request: IncomingMessage
  response: ServerResponse
  url: URL
}

type CollectionTarget = Extract<RequestTarget, { kind: 'collection' }>
type ObjectTarget = Extract<RequestTarget, { kind: 'object' }>

/** Answer one request as the API server does: faults first, then who, then whether, then what. */
export async function handleRequest(served: Served, request: IncomingMessage, response: ServerResponse): Promise<void> {
  try {
    const exchange = { request, response, url: urlOf(request) }
    const target = parseTarget(exchange.url.pathname, served.installed.values())
    const seen = subjectOf(exchange, target)
    served.onRequest(seen, exchange.url)
    const failure = served.faults.requests.strike(seen)
    if (failure !== undefined) return fail(exchange, failure)
    const subject = authenticate(served.access, request.headers.authorization)
    await answer(served, exchange, { target, subject })
  } catch (cause) {
    if (response.headersSent) {
      response.destroy()
      if (!(cause instanceof StatusAnswer)) throw cause
    } else if (cause instanceof StatusAnswer) sendStatus(response, cause.status)
    else sendStatus(response, statuses.internalError(String(cause)))
  }
}

/** @throws {StatusAnswer} 400 for a path that cannot be decoded */
function urlOf({ url = '/' }: IncomingMessage): URL {
  try {
    const parsed = new URL(`http://demo-cluster${url.startsWith('/') ? url : '/'}`)
    decodeURIComponent(parsed.pathname)
    return parsed
  } catch (cause) {
    throw new StatusAnswer(statuses.badRequest(`the path cannot be read: ${String(cause)}`))
  }
}

/** What faults and logs see of a request. */
function subjectOf({ url }: Exchange, target: RequestTarget): FaultySubject {
  if (target.kind !== 'collection' && target.kind !== 'object') return { verb: 'discovery' }
  const scope = target.namespace === undefined ? {} : { namespace: target.namespace }
  const isWatch = ['true', '1'].includes(url.searchParams.get('watch') ?? '')
  const verb = target.kind === 'object' ? 'get' : isWatch ? 'watch' : 'list'
  return { verb, resource: target.resource, ...scope }
}

function fail({ request, response }: Exchange, failure: Failure): void {
  if (failure === 'hang') return
  if (failure === 'reset') request.socket.resetAndDestroy()
  else if ('status' in failure) sendStatus(response, failure.status)
  else {
    beginWatch(response)
    response.end(errorLine(failure.errorLine))
  }
}

async function answer(
  served: Served,
  exchange: Exchange,
  { target, subject }: { target: RequestTarget; subject: Subject },
): Promise<void> {
  const { request, response } = exchange
  if (target.kind === 'self-review') return answerReview(exchange, subject, target.review)
  if (request.method !== 'GET') throw new StatusAnswer(statuses.methodNotAllowed())
  switch (target.kind) {
    case 'health':
      response.end('ok')
      return
    case 'collection': {
      const options = parseListOptions(exchange.url.searchParams, served.faults.watchList !== 'refused')
      authorize(subject, options.isWatch ? 'watch' : 'list', target)
      warnOfDeprecation(response, target.resource)
      return options.isWatch
        ? openWatch(served, exchange, { target, options })
        : sendList(served, exchange, { target, options })
    }
    case 'object':
      authorize(subject, 'get', target)
      warnOfDeprecation(response, target.resource)
      return sendObject(served, exchange, target)
    default: {
      const document = discover(served, exchange, target)
      if (document === undefined) sendPageNotFound(response)
      else sendJson(response, document)
    }
  }
}

function discover(served: Served, { request }: Exchange, target: RequestTarget): object | undefined {
  const installed = [...served.installed.values()]
  switch (target.kind) {
    case 'version':
      return versionInfo(served.gitVersion)
    case 'core-versions':
      return coreVersions(request.headers.host ?? '')
    case 'groups':
      return groupList(installed)
    case 'group':
      return groupOf(installed, target.group)
    case 'group-version':
      return resourceList(installed, target.group, target.version)
    default:
      return undefined
  }
}

async function sendList(
  served: Served,
  exchange: Exchange,
  { target, options }: { target: CollectionTarget; options: ListOptions },
): Promise<void> {
  const representation = negotiate(exchange.request.headers.accept, 'list')
  const { resource, namespace } = target
  const { store, faults } = served
  const deps = { store, faults, freshnessWaitMs: served.limits.freshnessWaitMs }
  const pieces = await answerList({ resource, namespace, representation, options }, deps)
  const tear = faults.tears.isEmpty ? undefined : faults.tears.strike(subjectOf(exchange, target))
  await sendPieces(exchange, pieces, tear && (tear.atByte ?? 100))
}

async function openWatch(
  served: Served,
  exchange: Exchange,
  { target, options }: { target: CollectionTarget; options: ListOptions },
): Promise<void> {
  const { response } = exchange
  const representation = negotiate(exchange.request.headers.accept, 'watch')
  const { resource, namespace } = target
  const { store, faults, limits, watches } = served
  const request = { resource, namespace, representation, options }
  try {
    const { plan, position } = await planWatch(request, { store, faults, freshnessWaitMs: limits.freshnessWaitMs })
    if (response.destroyed) return
    beginWatch(response)
    const onEnd = (): void => void watches.delete(stream)
    const stream = new WatchStream(response, plan, { store, faults, limits, position, onEnd })
    watches.add(stream)
    stream.start()
    served.onWatch(stream)
  } catch (cause) {
    if (!(cause instanceof StatusAnswer)) throw cause
    beginWatch(response)
    response.end(errorLine(cause.status))
  }
}

function sendObject(served: Served, exchange: Exchange, { resource, namespace, name }: ObjectTarget): Promise<void> {
  const representation = negotiate(exchange.request.headers.accept, 'object')
  const key = objectKey({ name, ...(namespace === undefined ? {} : { namespace }) })
  const object = served.store.collection(resource).get(key)
  if (object === undefined) {
    throw new StatusAnswer(statuses.notFound({ plural: resource.plural, group: resource.group, name }))
  }
  return sendPieces(exchange, [objectJson(object, representation), '\n'])
}

async function answerReview(
  { request, response }: Exchange,
  subject: Subject,
  review: 'access' | 'rules',
): Promise<void> {
  if (request.method !== 'POST') throw new StatusAnswer(statuses.methodNotAllowed())
  const body = await readJson(request)
  sendJson(response, review === 'access' ? reviewAccess(subject, body) : reviewRules(subject, body), 201)
}

async function readJson(request: IncomingMessage): Promise<unknown> {
  try {
    return await json(request)
  } catch (cause) {
    throw new StatusAnswer(statuses.badRequest(`the body is not JSON: ${String(cause)}`))
  }
}

/** Source: API deprecation of v1 Endpoints, since 1.33. */
function warnOfDeprecation(response: ServerResponse, resource: ApiResource): void {
  if (resource.plural !== 'endpoints') return
  response.setHeader('Warning', '299 - "v1 Endpoints is deprecated in v1.33+; use discovery.k8s.io/v1 EndpointSlice"')
}
