import type { ResolutionStep } from '@portolan/contract'

/** Of a station that fails for want of endpoints, whose they would be, as `Service/namespace/name`: that of the backend before it. */
export function silentService(steps: readonly ResolutionStep[], at: number): string | undefined {
  const step = steps[at]
  if (step?.id !== 'endpoints' || step.state !== 'fail') return undefined
  const backend = steps.slice(0, at).findLast(({ id }) => id === 'backend')
  return backend?.evidence.find(({ object }) => object.startsWith('Service/'))?.object
}
