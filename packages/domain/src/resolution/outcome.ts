import { objectKey } from '../kubernetes/object-key.ts'
import type { Ending } from './decision.ts'
import { say } from './messages/message.ts'
import type { ResolutionOutcome, ResolvedBackend, TrafficEntry } from './resolution.ts'

/** What a client is expected to see (rule E.1). */
export function outcomeOf(
  ending: Ending,
  backends: readonly ResolvedBackend[],
  { name }: TrafficEntry,
): ResolutionOutcome {
  switch (ending.kind) {
    case 'redirect': {
      const { status, location } = ending
      return { kind: 'redirect', status, location, message: say('outcome.redirect', { status, location }) }
    }
    case 'not-found':
      return { kind: 'not-found', status: 404, message: say('outcome.not-found', { name }) }
    case 'unknown':
      return { kind: 'unknown', message: ending.message }
    case 'error':
      return failed(ending.status, name)
    case 'backends':
      return backendOutcome(
        backends.filter(({ share }) => share > 0),
        name,
      )
  }
}

function failed(status: number | undefined, name: string): ResolutionOutcome {
  if (status === undefined) return { kind: 'error', message: say('outcome.no-connection', { name }) }
  const message =
    status === 400 ? say('outcome.bad-request', { name }) : say('outcome.invalid-backend', { status, name })
  return { kind: 'error', status, message }
}

/** Backends that take no traffic do not count. One that answers is enough for an answer, with a warning for the rest. */
function backendOutcome(backends: readonly ResolvedBackend[], name: string): ResolutionOutcome {
  const answering = backends.filter((backend) => answers(backend))
  const failing = backends.find(({ status }) => status !== undefined)
  const [first] = answering
  if (first && failing?.status !== undefined)
    return { kind: 'backend', message: say('outcome.partly', { status: failing.status }) }
  if (first && answering.length > 1)
    return { kind: 'backend', message: say('outcome.backends', { count: answering.length }) }
  if (first) return { kind: 'backend', message: say('outcome.backend', { service: keyOfBackend(first) }) }
  if (backends.some(isOpen) || !failing) return withoutAnswer(backends)
  const status = failing.status ?? 503
  if (status === 500) return failed(status, name)
  const id = failing.state === 'missing' ? 'outcome.missing-backend' : 'outcome.unavailable'
  return { kind: 'unavailable', status, message: say(id, { status, name, service: keyOfBackend(failing) }) }
}

/** Every endpoint is cut off, or nothing is known. */
function withoutAnswer(backends: readonly ResolvedBackend[]): ResolutionOutcome {
  const isCutOff = backends.length > 0 && backends.every((backend) => backend.status !== undefined || isDenied(backend))
  if (isCutOff) return { kind: 'unavailable', message: say('outcome.denied', {}) }
  return { kind: 'unknown', message: say('outcome.unknown', {}) }
}

function answers(backend: ResolvedBackend): boolean {
  return backend.status === undefined && backend.state !== 'unknown' && backend.counts.used > 0 && !isDenied(backend)
}

function isOpen(backend: ResolvedBackend): boolean {
  return backend.status === undefined
}

function isDenied({ endpoints }: ResolvedBackend): boolean {
  const used = endpoints.filter(({ isUsed }) => isUsed)
  return used.length > 0 && used.every(({ policy }) => policy?.verdict === 'denied')
}

/** Key of the object behind a backend: its Service, or what a route names instead, whose key is written out already. */
export function keyOfBackend({ namespace, service }: ResolvedBackend): string {
  return service.includes('/') ? service : objectKey('Service', namespace, service)
}
