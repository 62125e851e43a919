import type { Kubectl } from '../../controllers/kubectl/kubectl.ts'
import { kinds } from '../../controllers/objects/kinds.ts'
import { APPLICATIONS, type Application } from './application.ts'
import { applicationTemplate } from './application-template.ts'

/** Old releases a Deployment remembers: enough to go back, few enough to stay bounded. */
const REVISION_HISTORY = 3
/** Short, so that a stuck rollout is seen to be one. */
const PROGRESS_DEADLINE_SECONDS = 45

/** Deploy the two shops and the bistro, with Services, autoscalers and budgets. */
export function installApplications(kubectl: Kubectl): void {
  for (const application of APPLICATIONS) {
    installService(kubectl, application)
    installDeployment(kubectl, application)
    installAutoscaler(kubectl, application)
    if (application.hasDisruptionBudget === true) installBudget(kubectl, application)
  }
}

const named = ({ namespace, name, tier }: Application) => ({ name, namespace, labels: { app: name, tier } })

function installDeployment(kubectl: Kubectl, application: Application): void {
  kubectl.applyDeployment(named(application), {
    replicas: application.replicas,
    selector: { matchLabels: { app: application.name } },
    template: applicationTemplate(application),
    ...(application.strategy === undefined ? {} : { strategy: { type: application.strategy } }),
    revisionHistoryLimit: REVISION_HISTORY,
    progressDeadlineSeconds: PROGRESS_DEADLINE_SECONDS,
  })
}

/** A Service in front of the Pods of one application; none for what nobody calls. */
export function installService(kubectl: Kubectl, application: Application): void {
  if (application.port === undefined) return
  kubectl.applyService(named(application), {
    selector: { app: application.name },
    ports: [{ name: 'http', port: 80, targetPort: 'http' }],
  })
}

function installAutoscaler(kubectl: Kubectl, { namespace, name, autoscale }: Application): void {
  if (autoscale === undefined) return
  kubectl.apply(
    kinds.podAutoscalers,
    {
      metadata: { name, namespace },
      spec: {
        scaleTargetRef: { kind: 'Deployment', name, apiVersion: 'apps/v1' },
        minReplicas: autoscale.min,
        maxReplicas: autoscale.max,
        metrics: [
          { type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 70 } } },
        ],
        behavior: { scaleDown: { stabilizationWindowSeconds: 0 } },
      },
    },
    { status: { desiredReplicas: 0, currentMetrics: null } },
  )
}

function installBudget(kubectl: Kubectl, { namespace, name }: Application): void {
  kubectl.apply(
    kinds.podDisruptionBudgets,
    { metadata: { name, namespace }, spec: { maxUnavailable: 1, selector: { matchLabels: { app: name } } } },
    { status: { disruptionsAllowed: 0, currentHealthy: 0, desiredHealthy: 0, expectedPods: 0 } },
  )
}
