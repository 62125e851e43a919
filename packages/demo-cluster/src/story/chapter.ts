import assert from 'node:assert/strict'
import type { Application } from './landscape/application.ts'
import { APPLICATIONS } from './landscape/application.ts'
import type { Script } from './script.ts'
import type { Stage } from './stage.ts'

/** What a chapter is about: where to look. */
export interface Subject {
  kind: string
  /** Absent for cluster-scoped kinds. */
  namespace?: string
  name: string
}

/** One telling of a chapter. */
export interface ChapterPlan {
  /** A sentence for people. */
  title: string
  subject: Subject
  /** Leaves the cluster as healthy as it found it. */
  script: Script
}

/** Something that happens in clusters; told again and again, each time a little differently. */
export interface Chapter {
  /** Stable, for tours: `stuck-rollout`. */
  name: string
  plan: (stage: Stage) => ChapterPlan
}

/** The application of that name. */
export function applicationOf(namespace: string, name: string): Application {
  const application = APPLICATIONS.find((candidate) => candidate.namespace === namespace && candidate.name === name)
  assert(application !== undefined, `the story has an application ${namespace}/${name}`)
  return application
}

export const deploymentSubject = ({ namespace, name }: Application): Subject => ({
  kind: 'Deployment',
  namespace,
  name,
})
export const serviceSubject = ({ namespace, name }: Application): Subject => ({ kind: 'Service', namespace, name })

/** The Pods of an application. */
export const podsOf = ({ namespace, name }: Application) => ({ namespace, labels: { app: name } })

/** What names an application's objects in writes. */
export const objectOf = ({ namespace, name }: Application) => ({ metadata: { namespace, name } })
