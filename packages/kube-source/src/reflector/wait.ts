import type { Reflector } from './reflector.ts'
import type { State } from './states.ts'

/** BACKOFF: say why, let some time pass, go on from where we are. */
export async function wait(reflector: Reflector, ms: number, detail: string): Promise<State> {
  await reflector.tellState('waiting', detail)
  await reflector.services.clock.sleep(ms, reflector.signal)
  return { name: 'start' }
}
