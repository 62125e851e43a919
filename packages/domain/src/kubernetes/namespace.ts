import type { KubernetesObject } from './metadata.ts'

/** v1 Namespace, read as PartialObjectMetadata: its labels are what selectors ask for. */
export interface Namespace extends KubernetesObject<'Namespace'> {}
