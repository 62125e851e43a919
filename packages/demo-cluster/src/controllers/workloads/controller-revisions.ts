import type { StoredObject } from '../../api-server/stored-object.ts'
import type { ControllerContext } from '../controller-context.ts'
import { kinds } from '../objects/kinds.ts'
import type { PodTemplate } from '../objects/pod.ts'
import { templateHash } from '../objects/pod-template.ts'
import { controllerReference, isControlledBy } from '../objects/selection.ts'
import type { ControllerRevision } from '../objects/workloads.ts'
import type { Writer } from '../objects/writer.ts'

export interface RevisionOwner extends StoredObject {
  spec: { template: PodTemplate; revisionHistoryLimit: number }
}

export interface RevisionLabels {
  /** Under which label the hash is kept: StatefulSets and DaemonSets differ. */
  hashLabel: 'controller.kubernetes.io/hash' | 'controller-revision-hash'
  /** Revisions still named by a Pod or a status; never forgotten. */
  inUse: ReadonlySet<string>
}

/**
 * The ControllerRevision of an owner's present template, made when the template is new and numbered again when it
 * comes back. The oldest beyond `revisionHistoryLimit` that nobody uses are deleted.
 * Source: pkg/controller/history, pkg/controller/daemon/update.go.
 */
export function ensureRevision(
  { store }: ControllerContext,
  writer: Writer,
  { owner, hashLabel, inUse }: RevisionLabels & { owner: RevisionOwner },
): ControllerRevision {
  const own = store
    .list(kinds.controllerRevisions, owner.metadata.namespace)
    .filter((revision) => isControlledBy(revision, owner))
    .sort((a, b) => a.revision - b.revision)
  const name = `${owner.metadata.name}-${templateHash(owner.spec.template)}`
  const known = own.find(({ metadata }) => metadata.name === name)
  const highest = own.at(-1)?.revision ?? 0
  if (known === undefined) {
    const created = create(writer, { owner, hashLabel, revision: highest + 1 })
    const idle = own.filter(({ metadata }) => !inUse.has(metadata.name))
    const surplus = Math.max(0, own.length - owner.spec.revisionHistoryLimit)
    for (const revision of idle.slice(0, surplus)) writer.requestDeletion(kinds.controllerRevisions, revision)
    return created
  }
  if (known.revision === highest) return known
  return writer.update(kinds.controllerRevisions, known, (draft) => {
    draft.revision = highest + 1
  })
}

function create(
  writer: Writer,
  { owner, hashLabel, revision }: { owner: RevisionOwner; hashLabel: string; revision: number },
): ControllerRevision {
  const hash = templateHash(owner.spec.template)
  return writer.create(kinds.controllerRevisions, {
    metadata: {
      name: `${owner.metadata.name}-${hash}`,
      namespace: owner.metadata.namespace ?? 'default',
      labels: { ...owner.spec.template.metadata.labels, [hashLabel]: hash },
      annotations: { ...owner.metadata.annotations },
      ownerReferences: [controllerReference(owner)],
    },
    data: { spec: { template: { $patch: 'replace', ...owner.spec.template } } },
    revision,
  })
}
