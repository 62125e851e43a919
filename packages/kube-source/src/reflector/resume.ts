import type { Reflector } from './reflector.ts'
import type { State } from './states.ts'
import { wentBack } from './version-order.ts'

/**
 * RESUME: is the cluster still the one, and not younger, than the version we want to go on from?
 *
 * A watch from a version the server has not reached yet gives no error: it stays silent until the cluster has caught up, and
 * everything in between is lost. So the newest version is asked for first (rules B.5, B.6).
 */
export async function resume(reflector: Reflector): Promise<State> {
  const { probe, slots } = reflector.services
  reflector.activity = 'checking'
  await probe.check()
  if (await isOtherEpoch(reflector)) return { name: 'load' }
  const version = reflector.resourceVersion
  const newest = await slots.use(reflector.signal, () => newestVersion(reflector))
  if (version !== undefined && wentBack(newest, version)) probe.beginEpoch(reflector.epoch)
  return { name: (await isOtherEpoch(reflector)) ? 'load' : 'connect' }
}

async function isOtherEpoch(reflector: Reflector): Promise<boolean> {
  if (reflector.epoch === reflector.services.probe.epoch) return false
  await reflector.lose('epoch')
  return true
}

async function newestVersion(reflector: Reflector): Promise<string> {
  const page = await reflector.collection().list({ limit: 1, signal: reflector.signal })
  return page.resourceVersion
}
