import type { Reflector } from './reflector.ts'
import type { State } from './states.ts'

/** Open a watch from the remembered version. @param loadBeganAt monotonic ms: a load ended at that version a moment ago */
export async function connect(reflector: Reflector, loadBeganAt?: number): Promise<State> {
  reflector.activity = 'watching'
  const { resourceVersion, signal } = reflector
  if (resourceVersion === undefined) return { name: 'load' }
  const timeoutSeconds = reflector.watchSeconds()
  const connection = await reflector.collection().watch({ resourceVersion, timeoutSeconds, signal })
  reflector.assignment.counters.watches++
  return { name: 'stream', connection, timeoutSeconds, ...(loadBeganAt !== undefined && { loadBeganAt }) }
}
