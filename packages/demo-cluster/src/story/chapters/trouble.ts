import { kinds } from '../../controllers/objects/kinds.ts'
import { isPodReady } from '../../controllers/objects/pod.ts'
import { pick } from '../../controllers/time/chance.ts'
import { applicationOf, type Chapter, objectOf, podsOf, serviceSubject } from '../chapter.ts'

export const flappingDependency: Chapter = {
  name: 'flapping-dependency',
  plan: (stage) => {
    const application = applicationOf('market', 'checkout')
    const group = podsOf(application)
    const isOurs = ({ metadata }: { metadata: { namespace?: string; labels?: Record<string, string> } }): boolean =>
      metadata.namespace === group.namespace && metadata.labels?.app === application.name
    return {
      title: `What ${application.name} depends on comes and goes, and its readiness with it`,
      subject: serviceSubject(application),
      script: (function* () {
        for (let outage = 0; outage < 5; outage++) {
          const recover = stage.behaviours.loseDependency(group)
          stage.kubelets.reprobe(isOurs)
          yield { forMs: 6_000 }
          recover()
          stage.kubelets.reprobe(isOurs)
          yield { forMs: 8_000 }
        }
        yield { until: () => stage.isReady(group, application.replicas), atMostMs: 30_000 }
      })(),
    }
  },
}

export const outOfMemory: Chapter = {
  name: 'out-of-memory',
  plan: (stage) => {
    const application = applicationOf('shop', 'search')
    return {
      title: `One Pod of ${application.name} runs out of memory and starts again`,
      subject: serviceSubject(application),
      script: (function* () {
        const pod = pick(stage.context.random, stage.pods(podsOf(application)).filter(isPodReady))
        if (pod !== undefined) stage.kubelets.crash(pod, { exitCode: 137, reason: 'OOMKilled' })
        yield { forMs: 2_000 }
        yield { until: () => stage.isReady(podsOf(application), application.replicas), atMostMs: 60_000 }
        yield { forMs: 8_000 }
      })(),
    }
  },
}

export const deletedPod: Chapter = {
  name: 'deleted-pod',
  plan: (stage) => {
    const application = stage.choose(applicationOf('market', 'accounts'), applicationOf('bistro', 'menu'))
    return {
      title: `Somebody deletes a Pod of ${application.name}; another takes its place`,
      subject: serviceSubject(application),
      script: (function* () {
        const pod = pick(stage.context.random, stage.pods(podsOf(application)).filter(isPodReady))
        if (pod !== undefined) stage.kubectl.delete(kinds.pods, pod)
        yield { forMs: 2_000 }
        yield { until: () => stage.isDrained(application), atMostMs: 60_000 }
        yield { forMs: 8_000 }
      })(),
    }
  },
}

export const selectorMistake: Chapter = {
  name: 'selector-mistake',
  plan: (stage) => {
    const application = applicationOf('market', 'recommendations')
    return {
      title: `The selector of Service ${application.name} is mistyped, and corrected`,
      subject: serviceSubject(application),
      script: (function* () {
        stage.kubectl.patch(kinds.services, objectOf(application), (draft) => {
          draft.spec.selector = { app: 'recomendations' }
        })
        yield { forMs: 18_000 }
        stage.kubectl.patch(kinds.services, objectOf(application), (draft) => {
          draft.spec.selector = { app: application.name }
        })
        yield { forMs: 8_000 }
      })(),
    }
  },
}
