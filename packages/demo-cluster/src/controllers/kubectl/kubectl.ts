import { type ApiResource, apiVersionOf } from '../../api-server/api-resource.ts'
import { toTimestamp } from '../../api-server/assigned-identity.ts'
import type { Named, NewMetadata, NewObject, StoredObject } from '../../api-server/stored-object.ts'
import { type ControllerContext, writerOf } from '../controller-context.ts'
import { kinds } from '../objects/kinds.ts'
import type { ServiceSpec } from '../objects/network.ts'
import type { PodTemplate } from '../objects/pod.ts'
import { isControlledBy } from '../objects/selection.ts'
import type { DaemonSet, Deployment, StatefulSet } from '../objects/workloads.ts'
import type { Edit } from '../objects/writer.ts'
import { revisionOf } from '../workloads/deployment/revisions.ts'
import {
  completeDaemonSet,
  completeDeployment,
  completeStatefulSet,
  type DaemonSetManifest,
  type DeploymentManifest,
  type StatefulSetManifest,
} from './api-defaults.ts'
import { completeService } from './service-allocator.ts'

const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration'
const RESTARTED_AT = 'kubectl.kubernetes.io/restartedAt'
const TEMPLATE_GENERATION = 'deprecated.daemonset.template.generation'

/** A name somebody chose, and where. */
export type ManifestMetadata = NewMetadata & { name: string }
type Templated = Deployment | StatefulSet | DaemonSet

/** A person at a terminal: each verb writes what that command writes, and signs as it does. */
export class Kubectl {
  readonly #context: ControllerContext

  constructor(context: ControllerContext) {
    this.#context = context
  }

  applyDeployment(metadata: ManifestMetadata, spec: DeploymentManifest): Deployment {
    return this.apply(kinds.deployments, { metadata, spec }, { spec: completeDeployment(spec), status: {} })
  }

  applyStatefulSet(metadata: ManifestMetadata, spec: StatefulSetManifest): StatefulSet {
    const status = { replicas: 0, availableReplicas: 0 }
    return this.apply(kinds.statefulSets, { metadata, spec }, { spec: completeStatefulSet(spec), status })
  }

  applyDaemonSet(metadata: ManifestMetadata, spec: DaemonSetManifest): DaemonSet {
    const status = { currentNumberScheduled: 0, numberMisscheduled: 0, desiredNumberScheduled: 0, numberReady: 0 }
    const annotations = { ...metadata.annotations, [TEMPLATE_GENERATION]: '1' }
    const completed = { metadata: { ...metadata, annotations }, spec: completeDaemonSet(spec), status }
    return this.apply(kinds.daemonSets, { metadata, spec }, completed)
  }

  applyService(metadata: ManifestMetadata, spec: ServiceSpec): void {
    const completed = completeService(this.#context.store, this.#context.random, spec)
    this.apply(kinds.services, { metadata, spec }, { spec: completed, status: { loadBalancer: {} } })
  }

  /**
   * `kubectl apply` of something new: the manifest is kept in an annotation, secrets in it included, as it is.
   * @param completed what the API server makes of it; the manifest itself where it fills in nothing
   */
  apply<T extends StoredObject>(
    resource: ApiResource<T>,
    manifest: { metadata: ManifestMetadata; [field: string]: unknown },
    completed: Record<string, unknown> = {},
  ): T {
    const { metadata, ...content } = manifest
    const { annotations = {}, ...identity } = metadata
    const written = {
      apiVersion: apiVersionOf(resource),
      kind: resource.kind,
      metadata: { annotations, ...identity },
      ...content,
    }
    const kept = completed.metadata as NewMetadata | undefined
    const object = {
      ...content,
      ...completed,
      metadata: {
        ...metadata,
        ...kept,
        annotations: { ...(kept?.annotations ?? annotations), [LAST_APPLIED]: `${JSON.stringify(written)}\n` },
      },
    }
    return writerOf(this.#context, 'kubectl-client-side-apply').create(resource, object as unknown as NewObject<T>)
  }

  /** `kubectl patch`. */
  patch<T extends StoredObject>(resource: ApiResource<T>, object: Named, edit: Edit<T>): T {
    return writerOf(this.#context, 'kubectl-patch').update(resource, object, edit)
  }

  delete(resource: ApiResource, object: Named): void {
    writerOf(this.#context, 'kubectl').requestDeletion(resource, object)
  }

  scale(resource: ApiResource<Deployment> | ApiResource<StatefulSet>, object: Named, replicas: number): void {
    writerOf(this.#context, 'kubectl').scale(resource as ApiResource, object, replicas)
  }

  /** `kubectl set image` of the first container. */
  setImage<T extends Templated>(resource: ApiResource<T>, object: Named, image: string): void {
    writerOf(this.#context, 'kubectl-set').update(resource, object, (draft) => {
      const [main] = draft.spec.template.spec.containers
      if (main === undefined || main.image === image) return
      main.image = image
      raiseTemplateGeneration(draft)
    })
  }

  /** `kubectl rollout restart`. */
  restart<T extends Templated>(resource: ApiResource<T>, object: Named): void {
    writerOf(this.#context, 'kubectl-rollout').update(resource, object, (draft) => {
      const { metadata } = draft.spec.template
      metadata.annotations = { ...metadata.annotations, [RESTARTED_AT]: toTimestamp(this.#context.timers.now()) }
      raiseTemplateGeneration(draft)
    })
  }

  /** `kubectl rollout undo`: back to the template of the revision before. Without one nothing happens. */
  undo({ metadata }: Named): void {
    const { store } = this.#context
    const deployment = store.get(kinds.deployments, metadata.namespace, metadata.name)
    if (deployment === undefined) return
    const previous = store
      .list(kinds.replicaSets, metadata.namespace)
      .filter((set) => isControlledBy(set, deployment) && revisionOf(set) < revisionOf(deployment))
      .sort((a, b) => revisionOf(b) - revisionOf(a))[0]
    if (previous === undefined) return
    writerOf(this.#context, 'kubectl').update(kinds.deployments, deployment, (draft) => {
      draft.spec.template = withoutHash(previous.spec.template)
    })
  }

  pause(deployment: Named): void {
    writerOf(this.#context, 'kubectl-rollout').update(kinds.deployments, deployment, (draft) => {
      draft.spec.paused = true
    })
  }

  resume(deployment: Named): void {
    writerOf(this.#context, 'kubectl-rollout').update(kinds.deployments, deployment, (draft) => {
      delete draft.spec.paused
    })
  }

  cordon(nodeName: string): void {
    writerOf(this.#context, 'kubectl').update(kinds.nodes, { metadata: { name: nodeName } }, (draft) => {
      draft.spec.unschedulable = true
    })
  }

  uncordon(nodeName: string): void {
    writerOf(this.#context, 'kubectl').update(kinds.nodes, { metadata: { name: nodeName } }, (draft) => {
      delete draft.spec.unschedulable
    })
  }
}

/** Source: pkg/registry/apps/daemonset strategy, PrepareForUpdate. */
function raiseTemplateGeneration({ metadata }: Templated): void {
  const generation = metadata.annotations?.[TEMPLATE_GENERATION]
  if (metadata.annotations === undefined || generation === undefined) return
  metadata.annotations[TEMPLATE_GENERATION] = String(Number.parseInt(generation, 10) + 1)
}

function withoutHash(template: PodTemplate): PodTemplate {
  const { 'pod-template-hash': _, ...labels } = template.metadata.labels
  return structuredClone({ ...template, metadata: { ...template.metadata, labels } })
}
