import { hasLabels } from '../kubernetes/has-labels.ts'
import type { ControllerFlags, Pod } from '../kubernetes/pod.ts'
import type { WatchedObject } from '../kubernetes/watched-object.ts'
import type { DaemonSet, Deployment, StatefulSet } from '../kubernetes/workloads.ts'
import { CONTROLLER_FAMILIES, familyOfImage } from './controller-families.ts'

/** From here on something surely is the controller; below, it is only likely (rule D.2). */
export const CERTAIN_SCORE = 100

/** What can run an Ingress controller. */
export type ControllerObject = Pod | ControllerWorkload
export type ControllerWorkload = Deployment | DaemonSet | StatefulSet

/** What tells of a controller, of a Pod or of a template. */
export interface ControllerTraits {
  readonly flags: ControllerFlags
  readonly images: readonly string[]
  readonly labels: Readonly<Record<string, string>>
}

/** Which of its traits says that something answers to a controller string, and how much that is worth (rule D.2). */
export interface OwnScore {
  readonly by: 'controller-class' | 'image' | 'labels'
  readonly score: number
}

/** By what a controller is told from other programs: of a Pod as it runs, of a workload as its template asks. */
export function controllerTraits(object: ControllerObject): ControllerTraits {
  if (object.kind === 'Pod') {
    return {
      flags: object.derived.controllerFlags,
      images: object.spec.containers.flatMap(({ image }) => image ?? []),
      labels: object.metadata.labels,
    }
  }
  const { controllerFlags, images, templateLabels } = object.derived
  return { flags: controllerFlags, images: Object.values(images), labels: templateLabels }
}

/** By controller string, what an object's own arguments, else its image, else its labels are worth (rule D.2). */
export function ownScores({ flags, images, labels }: ControllerTraits): ReadonlyMap<string, OwnScore> {
  const told = flags['--controller-class']
  if (told !== undefined) return new Map([[told, { by: 'controller-class', score: CERTAIN_SCORE }]])
  const byImage = images.flatMap((image) => familyOfImage(image)?.controller ?? [])
  if (byImage.length > 0) return new Map(byImage.map((controller) => [controller, { by: 'image', score: 80 }]))
  const byLabels = CONTROLLER_FAMILIES.filter((family) => family.labels && hasLabels(labels, family.labels))
  return new Map(byLabels.map(({ controller }) => [controller, { by: 'labels', score: 60 }]))
}

/** The controller strings a Pod or workload answers to, by its arguments, else its image, else its labels (rule D.2). */
export function controllerStrings(object: ControllerObject): readonly string[] {
  return [...ownScores(controllerTraits(object)).keys()]
}

/** Whether a Pod or workload looks like an Ingress controller. */
export function isController(object: WatchedObject): object is ControllerObject {
  return canBeController(object) && ownScores(controllerTraits(object)).size > 0
}

function canBeController(object: WatchedObject): object is ControllerObject {
  const { kind } = object
  return kind === 'Pod' || kind === 'Deployment' || kind === 'DaemonSet' || kind === 'StatefulSet'
}

/** The Service that `--publish-service` names; `$(POD_NAMESPACE)` is the controller's own namespace. */
export function publishedService(
  ownNamespace: string,
  flags: ControllerFlags,
): { readonly namespace: string; readonly name: string } | undefined {
  const [namespace, name] = (flags['--publish-service'] ?? '').split('/')
  if (!namespace || !name) return undefined
  return { namespace: namespace === '$(POD_NAMESPACE)' ? ownNamespace : namespace, name }
}
