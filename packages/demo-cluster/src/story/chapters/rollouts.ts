import type { PodBehaviour } from '../../controllers/kubelet/pod-behaviour.ts'
import { kinds } from '../../controllers/objects/kinds.ts'
import { applicationOf, type Chapter, deploymentSubject, objectOf, podsOf } from '../chapter.ts'
import type { Application } from '../landscape/application.ts'
import { imageOf } from '../landscape/application.ts'
import type { Script } from '../script.ts'
import type { Stage } from '../stage.ts'

const ROLLOUT_LIMIT_MS = 120_000

/** Wait until a rollout is through and the old Pods are gone. */
export function* untilDrained(stage: Stage, application: Application): Script {
  yield { forMs: 1_000 }
  yield { until: () => stage.isDrained(application), atMostMs: ROLLOUT_LIMIT_MS }
}

/** Release a version whose containers behave so. */
function release(stage: Stage, application: Application, behaviour?: Partial<PodBehaviour>): void {
  const { image } = stage.releases.next(application)
  if (behaviour !== undefined) stage.behaviours.define(image, behaviour)
  stage.kubectl.setImage(kinds.deployments, objectOf(application), image)
}

export const rollout: Chapter = {
  name: 'rollout',
  plan: (stage) => {
    const application = stage.choose(
      applicationOf('market', 'storefront'),
      applicationOf('shop', 'web'),
      applicationOf('shop', 'api'),
      applicationOf('market', 'accounts'),
      applicationOf('bistro', 'orders'),
    )
    return {
      title: `${application.name} rolls out its next release`,
      subject: deploymentSubject(application),
      script: (function* () {
        release(stage, application)
        yield* untilDrained(stage, application)
      })(),
    }
  },
}

export const stuckRollout: Chapter = {
  name: 'stuck-rollout',
  plan: (stage) => {
    const application = stage.choose(
      applicationOf('shop', 'catalog'),
      applicationOf('market', 'checkout'),
      applicationOf('market', 'inventory'),
    )
    return {
      title: `The new release of ${application.name} never becomes ready; it is rolled back`,
      subject: deploymentSubject(application),
      script: (function* () {
        release(stage, application, { readyMs: 'never' })
        yield { until: () => stage.isStuck(application), atMostMs: ROLLOUT_LIMIT_MS }
        yield { forMs: 12_000 }
        stage.kubectl.undo(objectOf(application))
        yield* untilDrained(stage, application)
      })(),
    }
  },
}

export const missingImage: Chapter = {
  name: 'missing-image',
  plan: (stage) => {
    const application = stage.choose(applicationOf('market', 'recommendations'), applicationOf('bistro', 'photos'))
    return {
      title: `The image of ${application.name} cannot be pulled; the tag is corrected`,
      subject: deploymentSubject(application),
      script: (function* () {
        const misspelt = imageOf(application, `${stage.releases.newest(application)}-rc`)
        stage.behaviours.define(misspelt, { pullMs: 'missing' })
        stage.kubectl.setImage(kinds.deployments, objectOf(application), misspelt)
        yield { forMs: 35_000 }
        release(stage, application)
        yield* untilDrained(stage, application)
      })(),
    }
  },
}

export const crashLoop: Chapter = {
  name: 'crash-loop',
  plan: (stage) => {
    const application = stage.choose(applicationOf('shop', 'api'), applicationOf('bistro', 'loyalty'))
    return {
      title: `The new release of ${application.name} crashes as it starts; the next one is fixed`,
      subject: deploymentSubject(application),
      script: (function* () {
        release(stage, application, { readyMs: 'never', crash: { afterMs: 1_500, exitCode: 1, reason: 'Error' } })
        yield { forMs: 60_000 }
        release(stage, application)
        yield* untilDrained(stage, application)
      })(),
    }
  },
}

export const pausedRollout: Chapter = {
  name: 'paused-rollout',
  plan: (stage) => {
    const application = applicationOf('market', 'inventory')
    return {
      title: `The rollout of ${application.name} is paused, edited twice, and resumed`,
      subject: deploymentSubject(application),
      script: (function* () {
        stage.kubectl.pause(objectOf(application))
        yield { forMs: 6_000 }
        release(stage, application)
        yield { forMs: 9_000 }
        release(stage, application)
        yield { forMs: 6_000 }
        stage.kubectl.resume(objectOf(application))
        yield* untilDrained(stage, application)
      })(),
    }
  },
}

export const recreate: Chapter = {
  name: 'recreate',
  plan: (stage) => {
    const application = applicationOf('bistro', 'kitchen')
    return {
      title: `${application.name} is replaced all at once, as its strategy says`,
      subject: deploymentSubject(application),
      script: (function* () {
        release(stage, application)
        yield* untilDrained(stage, application)
      })(),
    }
  },
}

export const stubbornShutdown: Chapter = {
  name: 'stubborn-shutdown',
  plan: (stage) => {
    const application = applicationOf('shop', 'payments')
    return {
      title: `Old Pods of ${application.name} do not hear SIGTERM and are killed at their deadline`,
      subject: deploymentSubject(application),
      script: (function* () {
        const hearAgain = stage.behaviours.makeDeaf(podsOf(application))
        release(stage, application)
        yield { forMs: 25_000 }
        hearAgain()
        yield* untilDrained(stage, application)
      })(),
    }
  },
}
