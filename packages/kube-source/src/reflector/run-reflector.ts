import { ApiStatusError, type KubeSourceError } from '../errors.ts'
import { absent, rediscover } from './absent.ts'
import { connect } from './connect.ts'
import { denied } from './denied.ts'
import { reactionTo } from './failure-table.ts'
import { load } from './load.ts'
import type { Reflector } from './reflector.ts'
import { resume } from './resume.ts'
import type { State } from './states.ts'
import { stream } from './stream.ts'
import { wait } from './wait.ts'

const TOO_LARGE_RETRY_MS = 1_000

/**
 * Keep one stream until the signal aborts (rule B.5). Whatever happens is told, and none of it ends the reflector.
 * @throws a fault of ours, which no retry cures
 */
export async function runReflector(reflector: Reflector): Promise<void> {
  let state: State = { name: 'start' }
  while (!reflector.signal.aborted) {
    try {
      state = await enter(state, reflector)
    } catch (error) {
      if (reflector.signal.aborted) return
      state = await stateAfter(error, reflector)
    }
  }
  if (state.name === 'stream') state.connection.close()
}

async function enter(state: State, reflector: Reflector): Promise<State> {
  switch (state.name) {
    case 'start':
      return start(reflector)
    case 'resume':
      return await resume(reflector)
    case 'load':
      return await load(reflector)
    case 'connect':
      return await connect(reflector, state.loadBeganAt)
    case 'stream':
      return await stream(reflector, state)
    case 'wait':
      return await wait(reflector, state.ms, state.detail)
    case 'denied':
      return await denied(reflector, state.detail)
    case 'absent':
      return await absent(reflector)
    case 'rediscover':
      return await rediscover(reflector, state.detail)
  }
}

function start(reflector: Reflector): State {
  if (reflector.servedVersion === undefined) return { name: 'absent' }
  return { name: reflector.resourceVersion === undefined || reflector.isBlind ? 'load' : 'resume' }
}

async function stateAfter(error: unknown, reflector: Reflector): Promise<State> {
  const reaction = reactionTo(error, reflector.activity)
  const { message } = error as KubeSourceError
  logFailure(error, reflector)
  switch (reaction.do) {
    case 'wait':
      return { name: 'wait', ms: reflector.backoff.next(reaction.retryAfterMs), detail: `${message}; retrying` }
    case 'wait-for-version':
      return await waitForVersion(reflector, reaction.retryAfterMs ?? TOO_LARGE_RETRY_MS, `${message}; retrying`)
    case 'reload':
      await reflector.lose('expired')
      return { name: 'load' }
    case 'list-instead':
      reflector.hasNoWatchList = true
      return { name: 'load' }
    case 'denied':
      return { name: 'denied', detail: message }
    case 'rediscover':
      return { name: 'rediscover', detail: `${message}; retrying` }
  }
}

/** After a while the version counts as lost: no API server may ever come to know it. */
async function waitForVersion(reflector: Reflector, retryAfterMs: number, detail: string): Promise<State> {
  const { clock, tuning } = reflector.services
  reflector.tooLargeSince ??= clock.monotonic()
  if (clock.monotonic() - reflector.tooLargeSince >= tuning.tooLargeVersionMs) {
    reflector.tooLargeSince = undefined
    await reflector.lose('expired')
  }
  return { name: 'wait', ms: reflector.backoff.next(retryAfterMs), detail }
}

function logFailure(error: unknown, { services, assignment, activity }: Reflector): void {
  const { resource, stream } = assignment
  const fields = {
    resource: resource.resource,
    namespace: stream.namespace,
    activity,
    reason: (error as Error).message,
  }
  const isOurs = error instanceof ApiStatusError && (error.status === 400 || error.status === 422)
  if (isOurs) services.log.warn({ ...fields, status: error.status }, 'the API server does not accept a request')
  else services.log.debug(fields, 'a stream failed')
}
