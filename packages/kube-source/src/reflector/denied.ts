import { KubeSourceError } from '../errors.ts'
import { reactionTo } from './failure-table.ts'
import type { Reflector } from './reflector.ts'
import type { State } from './states.ts'

/**
 * DENIED: permissions come and go, so the collection is asked for again from time to time (rule B.10).
 *
 * What was known is not deleted: forbidden to see is not gone. Meanwhile the namespaces that may be read can be followed.
 */
export async function denied(reflector: Reflector, detail: string): Promise<State> {
  const { clock, tuning } = reflector.services
  await reflector.lose('denied')
  await reflector.tellState('denied', detail)
  const namespaces = reflector.assignment.grantedNamespaces
  try {
    do {
      await namespaces?.refresh(reflector.signal)
      await clock.sleep(tuning.reprobeMs, reflector.signal)
    } while (!reflector.signal.aborted && (await isStillDenied(reflector)))
    return { name: 'start' }
  } finally {
    await namespaces?.stop()
  }
}

async function isStillDenied(reflector: Reflector): Promise<boolean> {
  try {
    await reflector.collection().list({ limit: 1, signal: reflector.signal })
    return false
  } catch (error) {
    if (reflector.signal.aborted || !(error instanceof KubeSourceError)) throw error
    // A server that cannot be asked has not allowed anything; one that no longer serves the kind is dealt with at the start.
    return reactionTo(error, 'checking').do !== 'rediscover'
  }
}
