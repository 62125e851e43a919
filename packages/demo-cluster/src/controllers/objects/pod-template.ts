import type { NewObject, StoredObject } from '../../api-server/stored-object.ts'
import type { Container, Pod, PodSpec, PodTemplate, Toleration } from './pod.ts'
import { controllerReference } from './selection.ts'

/** Source: k8s.io/apimachinery util/rand, SafeEncodeString. */
const SAFE_ALPHABET = 'bcdfghjklmnpqrstvwxz2456789'

const hashes = new WeakMap<PodTemplate, string>()

/**
 * The hash that names a template's ReplicaSet or revision: equal templates, equal hash, whatever the order of their
 * fields. `pod-template-hash` itself does not count. Source: shape of pkg/controller ComputeHash (FNV-1a, 32 bits).
 */
export function templateHash(template: PodTemplate): string {
  const known = hashes.get(template)
  if (known !== undefined) return known
  const { 'pod-template-hash': _, ...labels } = template.metadata.labels
  let sum = 0x811c9dc5
  for (const char of canonicalJson({ ...template, metadata: { ...template.metadata, labels } })) {
    sum = Math.imul(sum ^ char.charCodeAt(0), 0x01000193) >>> 0
  }
  const hash = [...String(sum)].map((digit) => SAFE_ALPHABET.charAt(digit.charCodeAt(0) % 27)).join('')
  if (Object.isFrozen(template)) hashes.set(template, hash)
  return hash
}

/** A Pod as its owner posts it: labels of the template and `extraLabels`, defaults of the API server filled in. */
export function podFromTemplate(
  owner: StoredObject,
  template: PodTemplate,
  extra: { name?: string; labels?: Record<string, string>; spec?: Partial<PodSpec> } = {},
): NewObject<Pod> {
  const { annotations } = template.metadata
  const spec: PodSpec = { ...template.spec, ...extra.spec }
  return {
    metadata: {
      ...(extra.name === undefined ? { generateName: `${owner.metadata.name}-` } : { name: extra.name }),
      namespace: owner.metadata.namespace ?? 'default',
      labels: { ...template.metadata.labels, ...extra.labels },
      ...(annotations === undefined ? {} : { annotations }),
      ownerReferences: [controllerReference(owner)],
    },
    spec: { ...spec, tolerations: admittedTolerations(spec.tolerations ?? []), ...ADMITTED_DEFAULTS },
    status: { phase: 'Pending', qosClass: qosClassOf(spec.containers) },
  }
}

/** Five minutes on a lost node, unless the Pod says otherwise. Source: admission plugin DefaultTolerationSeconds. */
function admittedTolerations(stated: readonly Toleration[]): Toleration[] {
  const added = ['node.kubernetes.io/not-ready', 'node.kubernetes.io/unreachable']
    .filter((key) => !stated.some((toleration) => toleration.key === key))
    .map((key) => ({ key, operator: 'Exists', effect: 'NoExecute', tolerationSeconds: 300 }))
  return [...stated, ...added]
}

const ADMITTED_DEFAULTS = { priority: 0, enableServiceLinks: true, preemptionPolicy: 'PreemptLowerPriority' } as const

/** Guaranteed is not told apart: nothing here asks for it. Source: core/v1 PodQOSClass. */
const qosClassOf = (containers: readonly Container[]): string =>
  containers.some(({ resources }) => Object.keys(resources ?? {}).length > 0) ? 'Burstable' : 'BestEffort'

function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, field: unknown) =>
    typeof field === 'object' && field !== null && !Array.isArray(field)
      ? Object.fromEntries(Object.entries(field).sort(([a], [b]) => (a < b ? -1 : 1)))
      : field,
  )
}
