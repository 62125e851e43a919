import { kinds } from '../../controllers/objects/kinds.ts'
import { applicationOf, type Chapter, objectOf } from '../chapter.ts'
import { applicationTemplate } from '../landscape/application-template.ts'
import { installService } from '../landscape/install-applications.ts'
import type { Stage } from '../stage.ts'
import { untilDrained } from './rollouts.ts'

export const peakHour: Chapter = {
  name: 'peak-hour',
  plan: (stage) => {
    const application = stage.choose(applicationOf('market', 'storefront'), applicationOf('shop', 'web'))
    const { namespace, name, autoscale = { min: 4, max: 8 } } = application
    return {
      title: `Customers crowd into ${name}; the autoscaler follows them in and out`,
      subject: { kind: 'HorizontalPodAutoscaler', namespace, name },
      script: (function* () {
        for (const replicas of [autoscale.min + 2, autoscale.max, autoscale.max - 2, autoscale.min]) {
          stage.loads.set(namespace, name, replicas)
          yield { until: () => stage.deployment(application)?.spec.replicas === replicas, atMostMs: 20_000 }
          yield { forMs: 9_000 }
        }
      })(),
    }
  },
}

const CANARY_STEPS = [10, 25, 50]

export const canary: Chapter = {
  name: 'canary',
  plan: (stage) => {
    const stable = applicationOf('bistro', 'orders')
    return {
      title: 'A canary of orders takes 10, 25, 50 % of the traffic, then all is updated',
      subject: { kind: 'HTTPRoute', namespace: 'bistro', name: 'bistro' },
      script: (function* () {
        const { version, image } = stage.releases.next(stable)
        const trial = { ...stable, name: 'orders-canary', replicas: 2, version }
        installService(stage.kubectl, trial)
        const template = applicationTemplate(trial)
        const [main] = template.spec.containers
        if (main !== undefined) main.image = image
        const labels = { app: trial.name, tier: trial.tier }
        stage.kubectl.applyDeployment(
          { namespace: 'bistro', name: trial.name, labels },
          { replicas: 2, selector: { matchLabels: { app: trial.name } }, template, revisionHistoryLimit: 1 },
        )
        yield { forMs: 1_000 }
        yield { until: () => stage.isDrained(trial), atMostMs: 60_000 }
        for (const weight of CANARY_STEPS) {
          setCanaryWeight(stage, weight)
          yield { forMs: 12_000 }
        }
        stage.kubectl.setImage(kinds.deployments, objectOf(stable), image)
        yield* untilDrained(stage, stable)
        setCanaryWeight(stage, 0)
        yield { forMs: 5_000 }
        stage.kubectl.delete(kinds.deployments, objectOf(trial))
        stage.kubectl.delete(kinds.services, objectOf(trial))
        yield {
          until: () => stage.pods({ namespace: 'bistro', labels: { app: trial.name } }).length === 0,
          atMostMs: 60_000,
        }
      })(),
    }
  },
}

/** @param weight percent of the requests for orders; 0 takes the canary out of the route */
function setCanaryWeight(stage: Stage, weight: number): void {
  const backend = (name: string, share: number) => ({
    group: '' as const,
    kind: 'Service' as const,
    name,
    port: 80,
    weight: share,
  })
  stage.kubectl.patch(kinds.httpRoutes, { metadata: { namespace: 'bistro', name: 'bistro' } }, (route) => {
    for (const rule of route.spec.rules) {
      if (rule.backendRefs?.[0]?.name !== 'orders') continue
      rule.backendRefs =
        weight === 0 ? [backend('orders', 1)] : [backend('orders', 100 - weight), backend('orders-canary', weight)]
    }
  })
}
