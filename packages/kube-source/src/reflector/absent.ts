import { KubeSourceError } from '../errors.ts'
import type { Reflector } from './reflector.ts'
import type { State } from './states.ts'

/** ABSENT: the kind is not served; a CustomResourceDefinition may bring it any time, so discovery runs again and again. */
export async function absent(reflector: Reflector): Promise<State> {
  await reflector.lose('absent')
  await reflector.tellState('absent')
  const { clock, tuning } = reflector.services
  while (reflector.servedVersion === undefined && !reflector.signal.aborted) {
    await clock.sleep(tuning.rediscoveryMs, reflector.signal)
    await lookAgain(reflector)
  }
  return { name: 'start' }
}

/** A collection answered 404: is the kind gone, is it served in another version, or was it a moment's confusion? */
export async function rediscover(reflector: Reflector, detail: string): Promise<State> {
  const before = reflector.usedVersion
  await reflector.services.discovery.refresh()
  const now = reflector.servedVersion
  if (now === undefined) return { name: 'absent' }
  return now === before ? { name: 'wait', ms: reflector.backoff.next(), detail } : { name: 'start' }
}

async function lookAgain({ services, signal }: Reflector): Promise<void> {
  if (signal.aborted) return
  try {
    await services.discovery.refresh()
  } catch (error) {
    if (signal.aborted || !(error instanceof KubeSourceError)) throw error
    services.log.debug({ reason: error.message }, 'discovery failed; looking again later')
  }
}
