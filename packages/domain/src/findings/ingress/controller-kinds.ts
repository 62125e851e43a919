import type { WatchedKind } from '../../kubernetes/resources.ts'

/** What tells who serves a class (rule D.2). */
export const CONTROLLER_KINDS: readonly WatchedKind[] = [
  'IngressClass',
  'Ingress',
  'Pod',
  'Deployment',
  'DaemonSet',
  'StatefulSet',
  'Node',
  'Service',
]
