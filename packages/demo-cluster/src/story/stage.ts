import type { ControllerContext } from '../controllers/controller-context.ts'
import type { Kubectl } from '../controllers/kubectl/kubectl.ts'
import { kinds } from '../controllers/objects/kinds.ts'
import { isPodActive, isPodReady, type Pod } from '../controllers/objects/pod.ts'
import { isSelected } from '../controllers/objects/selection.ts'
import type { Deployment } from '../controllers/objects/workloads.ts'
import type { RunningControllers } from '../controllers/start-controllers.ts'
import { conditionOfDeployment, isComplete } from '../controllers/workloads/deployment/deployment-status.ts'
import type { Application } from './landscape/application.ts'
import type { Loads } from './loads.ts'
import type { Releases } from './releases.ts'
import type { PodGroup, StoryBehaviours } from './story-behaviours.ts'

/** Everything a chapter can reach: people's commands, the programs, the load, and eyes. */
export interface StageOptions extends RunningControllers {
  context: ControllerContext
  kubectl: Kubectl
  behaviours: StoryBehaviours
  loads: Loads
  releases: Releases
}

/** The cluster as chapters see it. */
export class Stage {
  readonly context: ControllerContext
  readonly kubectl: Kubectl
  readonly behaviours: StoryBehaviours
  readonly loads: Loads
  readonly releases: Releases
  readonly kubelets: RunningControllers['kubelets']
  readonly outages: RunningControllers['outages']
  readonly autoscalers: RunningControllers['autoscalers']

  constructor(options: StageOptions) {
    this.context = options.context
    this.kubectl = options.kubectl
    this.behaviours = options.behaviours
    this.loads = options.loads
    this.releases = options.releases
    this.kubelets = options.kubelets
    this.outages = options.outages
    this.autoscalers = options.autoscalers
  }

  /** One of several, by chance. */
  choose<T>(first: T, ...others: T[]): T {
    const all = [first, ...others]
    return all[Math.floor(this.context.random() * all.length)] ?? first
  }

  deployment({ namespace, name }: Pick<Application, 'namespace' | 'name'>): Deployment | undefined {
    return this.context.store.get(kinds.deployments, namespace, name)
  }

  pods({ namespace, labels }: PodGroup): Pod[] {
    return this.context.store
      .list(kinds.pods, namespace)
      .filter(({ metadata }) => isSelected({ matchLabels: labels }, metadata.labels))
  }

  /** The rollout is through and the Pods of other templates are gone. */
  isDrained(application: Pick<Application, 'namespace' | 'name'>): boolean {
    const deployment = this.deployment(application)
    if (deployment === undefined) return true
    const labels = deployment.spec.selector.matchLabels ?? {}
    const isGoing = this.pods({ namespace: application.namespace, labels }).some((pod) => !isPodActive(pod))
    return isComplete(deployment, deployment.status) && !isGoing
  }

  isStuck(application: Pick<Application, 'namespace' | 'name'>): boolean {
    const status = this.deployment(application)?.status ?? {}
    return conditionOfDeployment(status, 'Progressing')?.reason === 'ProgressDeadlineExceeded'
  }

  /** All Pods of a group are there, ready, and none is leaving. */
  isReady(group: PodGroup, count: number): boolean {
    const pods = this.pods(group)
    return pods.length === count && pods.every((pod) => isPodActive(pod) && isPodReady(pod))
  }
}
