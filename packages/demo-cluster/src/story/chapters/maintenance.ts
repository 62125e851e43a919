import { drain } from '../../controllers/kubectl/drain.ts'
import { kinds } from '../../controllers/objects/kinds.ts'
import { controllerOf } from '../../controllers/objects/selection.ts'
import { applicationOf, type Chapter, objectOf } from '../chapter.ts'
import type { Stage } from '../stage.ts'
import { untilDrained } from './rollouts.ts'

const isEmpty = ({ context }: Stage, nodeName: string): boolean =>
  context.store
    .list(kinds.pods)
    .every((pod) => pod.spec.nodeName !== nodeName || controllerOf(pod)?.kind === 'DaemonSet')

export const nodeDrain: Chapter = {
  name: 'node-drain',
  plan: (stage) => {
    const name = stage.choose('worker-3', 'worker-4', 'worker-5')
    return {
      title: `${name} is drained for maintenance and comes back`,
      subject: { kind: 'Node', name },
      script: (function* () {
        drain(stage.context, name)
        yield { until: () => isEmpty(stage, name), atMostMs: 150_000 }
        yield { forMs: 12_000 }
        stage.kubectl.uncordon(name)
        const application = stage.choose(applicationOf('market', 'accounts'), applicationOf('shop', 'catalog'))
        yield { forMs: 4_000 }
        stage.kubectl.restart(kinds.deployments, objectOf(application))
        yield* untilDrained(stage, application)
      })(),
    }
  },
}

export const nodeLost: Chapter = {
  name: 'node-lost',
  plan: (stage) => {
    const name = stage.choose('worker-3', 'worker-4', 'worker-5')
    return {
      title: `${name} is cut off from the control plane for a while`,
      subject: { kind: 'Node', name },
      script: (function* () {
        stage.outages.begin(name)
        yield { forMs: 85_000 }
        stage.outages.end(name)
        yield { forMs: 12_000 }
      })(),
    }
  },
}

export const databaseRestart: Chapter = {
  name: 'database-restart',
  plan: (stage) => {
    const [namespace, name] = stage.choose(['shop', 'db'], ['market', 'sessions'])
    const group = { namespace, labels: { app: name } }
    return {
      title: `The StatefulSet ${name} is restarted, one Pod after another`,
      subject: { kind: 'StatefulSet', namespace, name },
      script: (function* () {
        stage.kubectl.restart(kinds.statefulSets, { metadata: { namespace, name } })
        yield { forMs: 2_000 }
        const isDone = (): boolean => {
          const status = stage.context.store.get(kinds.statefulSets, namespace, name)?.status
          return status?.currentRevision === status?.updateRevision && stage.isReady(group, 3)
        }
        yield { until: isDone, atMostMs: 150_000 }
      })(),
    }
  },
}

const INGRESS = { namespace: 'edge', name: 'ingress-nginx-controller' }

export const frontDoorUpdate: Chapter = {
  name: 'front-door-update',
  plan: (stage) => ({
    title: 'The Ingress controller is updated, one node at a time',
    subject: { kind: 'DaemonSet', ...INGRESS },
    script: (function* () {
      const set = stage.context.store.get(kinds.daemonSets, INGRESS.namespace, INGRESS.name)
      const image = set?.spec.template.spec.containers[0]?.image ?? ''
      const next = image.endsWith('v1.14.0') ? 'v1.14.1' : 'v1.14.0'
      stage.kubectl.setImage(
        kinds.daemonSets,
        { metadata: INGRESS },
        `registry.k8s.io/ingress-nginx/controller:${next}`,
      )
      yield { forMs: 2_000 }
      const isDone = (): boolean => {
        const status = stage.context.store.get(kinds.daemonSets, INGRESS.namespace, INGRESS.name)?.status
        return (
          status?.updatedNumberScheduled === status?.desiredNumberScheduled && status?.numberUnavailable === undefined
        )
      }
      yield { until: isDone, atMostMs: 90_000 }
    })(),
  }),
}
