import { templateHash } from '../../objects/pod-template.ts'
import type { Deployment, ReplicaSet } from '../../objects/workloads.ts'

export const REVISION = 'deployment.kubernetes.io/revision'
export const REVISION_HISTORY = 'deployment.kubernetes.io/revision-history'
export const DESIRED_REPLICAS = 'deployment.kubernetes.io/desired-replicas'
export const MAX_REPLICAS = 'deployment.kubernetes.io/max-replicas'

/** The ReplicaSets of one Deployment, told apart by template. */
export interface Revisions {
  /** The one with the Deployment's present template; absent until it is made. */
  current: ReplicaSet | undefined
  /** All others, oldest first. */
  old: readonly ReplicaSet[]
}

/** The number the ReplicaSet was last given; 0 before it has one. */
export const revisionOf = ({ metadata }: ReplicaSet | Deployment): number =>
  Number.parseInt(metadata.annotations?.[REVISION] ?? '0', 10)

const byCreation = (a: ReplicaSet, b: ReplicaSet): number =>
  a.metadata.creationTimestamp.localeCompare(b.metadata.creationTimestamp) ||
  a.metadata.name.localeCompare(b.metadata.name)

/** Source: pkg/controller/deployment/util FindNewReplicaSet: among equals the oldest is current. */
export function revisionsOf(deployment: Deployment, sets: readonly ReplicaSet[]): Revisions {
  const wanted = templateHash(deployment.spec.template)
  const sorted = [...sets].sort(byCreation)
  const current = sorted.find(({ spec }) => templateHash(spec.template) === wanted)
  return { current, old: sorted.filter((set) => set !== current) }
}

/** The number the present template gets: one above every other. */
export const nextRevision = (old: readonly ReplicaSet[]): number => Math.max(0, ...old.map(revisionOf)) + 1

/**
 * Give the current ReplicaSet its number. Coming back to an old template raises it, and what it was before goes to
 * the history: a revision number is no identity. It never falls, even when older ReplicaSets are collected.
 */
export function raiseRevision(annotations: Record<string, string>, revision: number): void {
  const before = annotations[REVISION]
  if (before !== undefined && Number.parseInt(before, 10) >= revision) return
  const history = annotations[REVISION_HISTORY]
  annotations[REVISION] = String(revision)
  if (before !== undefined) annotations[REVISION_HISTORY] = history === undefined ? before : `${history},${before}`
}
