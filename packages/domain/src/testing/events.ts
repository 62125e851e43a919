import type { KubernetesEvent } from '../kubernetes/kubernetes-event.ts'
import type { KubernetesObject } from '../kubernetes/metadata.ts'
import { aProjected } from './projected.ts'
import { aRawObject, type RawMetadata, type RawObject } from './raw-objects.ts'

/** What a test states of an Event: a warning unless told otherwise. */
export interface EventOptions extends RawMetadata {
  readonly reason: string
  readonly message?: string
  /** As the kubelet names one: `web` becomes `spec.containers{web}`. */
  readonly container?: string
  /** When it was told first and last. */
  readonly at?: string
  /** Further members, as in the API. */
  readonly spec?: RawObject
}

/** An Event about an object, in the object's namespace. */
export function anEventOf({ kind, metadata }: KubernetesObject, options: EventOptions): KubernetesEvent {
  const { reason, message = '', container, at, spec, ...others } = options
  const { name, namespace = 'default', uid } = metadata
  const raw = aRawObject('Event', `${name}.${reason.toLowerCase()}`, {
    namespace,
    ...others,
    involvedObject: {
      ...{ kind, name, uid },
      namespace: metadata.namespace,
      fieldPath: container && `spec.containers{${container}}`,
    },
    ...{ type: 'Warning', reason, message, firstTimestamp: at, lastTimestamp: at },
    ...spec,
  })
  return aProjected('Event', raw)
}
