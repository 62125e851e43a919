import { canonicalJson } from '../canonical-json.ts'
import type { LastWriter, TemplateFacts } from '../workloads.ts'
import { projectContainerPorts } from './containers.ts'
import { controllerFlagsOf } from './controller-flags.ts'
import { newestManager } from './metadata.ts'
import type { Common } from './projection.ts'
import { each, kept, type Raw, record, text, textMap } from './raw.ts'

/** What is kept of `spec.template` before it is dropped (rules C.1.5 and C.2). */
export function projectTemplate(template: Raw, { fingerprint }: Common): TemplateFacts {
  const metadata = record(template.metadata)
  const spec = record(template.spec)
  const containers = each(spec.containers, record)
  const initContainers = each(spec.initContainers, record)
  const serving = [...containers, ...initContainers.filter(({ restartPolicy }) => restartPolicy === 'Always')]
  return kept<TemplateFacts>({
    controllerFlags: controllerFlagsOf(spec.containers),
    images: textMap(Object.fromEntries([...containers, ...initContainers].map(({ image, name }) => [name, image]))),
    restartedAt: text(record(metadata.annotations)['kubectl.kubernetes.io/restartedAt']),
    templateFingerprint: fingerprint(canonicalJson(withoutHash(template))),
    templateLabels: textMap(metadata.labels),
    templatePorts: serving.flatMap(({ ports }) => projectContainerPorts(ports)),
  })
}

/** A ReplicaSet's template is its Deployment's with this label added. */
function withoutHash(template: Raw): Raw {
  const metadata = record(template.metadata)
  const { 'pod-template-hash': _, ...labels } = record(metadata.labels)
  return { ...template, metadata: { ...metadata, labels } }
}

/** Who owns `spec.replicas` and `spec.template` (rule C.2 `lastWriter`). */
export function lastWriterOf(raw: Raw): LastWriter {
  const { managedFields } = record(raw.metadata)
  const ownerOf = (field: string) => newestManager(managedFields, (fields) => field in record(fields['f:spec']))
  return kept<LastWriter>({ replicas: ownerOf('f:replicas'), template: ownerOf('f:template') })
}
