import { keyOf } from '../../kubernetes/object-key.ts'
import type { Service } from '../../kubernetes/service.ts'
import { isMatchedBy } from '../../services/matching-workloads.ts'
import type { ObjectTrail } from '../object-trail.ts'
import type { TransitionFacts } from '../transition-facts.ts'
import { type CauseRow, type FoundCause, proofOf, proofOfDeletion, proofOfEdit } from './cause-row.ts'

type Labels = Readonly<Record<string, string>>

const SELECTOR = 'spec.selector'
const CONTROLLER = 'endpointslice-controller.k8s.io'
const MANAGED_BY = 'endpointslice.kubernetes.io/managed-by'

/** Row 1. The selector came to match the Pod, or no longer does, and the Pod is the same. A Service that is made selects, too. */
function selectorEdited({ isGain, pod, podTrail, service }: TransitionFacts): FoundCause | undefined {
  if (pod === undefined || podTrail?.edit(({ metadata }) => metadata.labels)) return undefined
  const { labels } = pod.metadata
  const edit = service.edit(
    ({ spec }) => spec.selector,
    ({ after, before }) => isSelecting(before, labels) !== isGain && isSelecting(after, labels) === isGain,
  )
  if (edit === undefined)
    return isGain && podTrail?.creation === undefined ? serviceCreated(service, labels) : undefined
  const proof = [
    proofOfEdit(edit, SELECTOR, edit.after.spec.selector),
    proofOf({ object: pod }, 'metadata.labels', labels),
  ]
  return { confidence: 'proven', object: keyOf(edit.after), proof }
}

function serviceCreated({ creation }: ObjectTrail<Service>, labels: Labels): FoundCause | undefined {
  const made = creation?.after
  if (!made || !isSelecting(made, labels)) return undefined
  const proof = [proofOf({ object: made, seq: creation.seq }, SELECTOR, made.spec.selector)]
  return { confidence: 'proven', detail: 'service-created', object: keyOf(made), proof }
}

/** Row 2. The labels of the Pod changed so that the same selector matches, or no longer does. */
function podRelabelled({ isGain, podTrail, service }: TransitionFacts): FoundCause | undefined {
  const { last } = service
  if (last === undefined || service.edit(({ spec }) => spec.selector)) return undefined
  const edit = podTrail?.edit(
    ({ metadata }) => metadata.labels,
    ({ after, before }) =>
      isSelecting(last, before.metadata.labels) !== isGain && isSelecting(last, after.metadata.labels) === isGain,
  )
  if (edit === undefined) return undefined
  const proof = [
    proofOfEdit(edit, 'metadata.labels', edit.after.metadata.labels),
    proofOf({ object: last }, SELECTOR, last.spec.selector),
  ]
  return { confidence: 'proven', object: keyOf(edit.after), proof }
}

/** Row 3. The ports of the Service changed, and with them those of a slice; no endpoint came or went. */
function portsEdited({ service, transition }: TransitionFacts): FoundCause | undefined {
  if (transition.from !== transition.to) return undefined
  const edit = service.edit(({ spec }) => spec.ports)
  if (edit === undefined) return undefined
  const ports = edit.after.spec.ports.map(({ name, port, targetPort }) => ({ name, port, targetPort }))
  return { confidence: 'proven', object: keyOf(edit.after), proof: [proofOfEdit(edit, 'spec.ports', ports)] }
}

/** Row 4. The Service was deleted, or somebody deleted a slice while its Service and its Pod stay. */
function serviceDeleted({ isLeaving, pod, service, transition, window }: TransitionFacts): FoundCause | undefined {
  if (!isLeaving) return undefined
  const { deletion, last } = service
  if (deletion && last) {
    return { confidence: 'proven', object: keyOf(last), proof: [proofOfDeletion(last, deletion.seq)] }
  }
  const slice = window.deletedSlice(transition.seq)
  if (slice === undefined || pod?.metadata.deletionTimestamp !== undefined) return undefined
  const writer = slice.metadata.labels[MANAGED_BY] ?? null
  const proof = [
    proofOfDeletion(slice, transition.seq),
    proofOf({ object: slice }, `metadata.labels["${MANAGED_BY}"]`, writer),
  ]
  return { confidence: writer === CONTROLLER ? 'inferred' : 'proven', detail: 'slice', object: keyOf(slice), proof }
}

const isSelecting = ({ spec }: Service, labels: Labels): boolean => isMatchedBy(labels, spec.selector)

/** What is done to a Service, or to the labels that it selects by. */
export const SERVICE_ROWS: readonly CauseRow[] = [
  { kind: 'selector-edited', find: selectorEdited },
  { kind: 'pod-relabelled', find: podRelabelled },
  { kind: 'ports-edited', find: portsEdited },
  { kind: 'service-deleted', find: serviceDeleted },
]
