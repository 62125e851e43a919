import type { Pod } from './pod.ts'

/** Condition `Ready` is `True`: what the kubelet says, which slices follow. */
export function isPodReady({ status }: Pod): boolean {
  return status.conditions.some((condition) => condition.type === 'Ready' && condition.status === 'True')
}
