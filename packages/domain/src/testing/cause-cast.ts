import type { Pod } from '../kubernetes/pod.ts'
import type { WatchedObject } from '../kubernetes/watched-object.ts'
import { CauseStage } from './cause-stage.ts'
import { aNode, aPod, aService, type NodeOptions, type PodOptions, theDeployment, theReplicaSet } from './index.ts'

/** Members of the transition of an endpoint that is gone; below, of one that drains, and of one that becomes ready. */
export const LEFT = { to: undefined }
export const TERMINATING = { to: 'terminating-serving' } as const
export const READY = { from: 'unready', to: 'ready' } as const

/** The Service, with the selector of the Pod unless told otherwise. */
export const theService = (options = {}) => aService('web', { selector: { app: 'web' }, ...options })

/** What the Pod has of its ReplicaSet and its Node. */
export const OWNED = { owner: theReplicaSet(1), labels: { app: 'web', 'pod-template-hash': 'v1' }, node: 'n1' }
/** What the Pod has once its deletion was asked for. */
export const DELETED = { deletionTimestamp: '2026-01-01T00:01:00Z', deletionGracePeriodSeconds: 30 }

/** The Pod behind the endpoint, ready. */
export const thePod = (options: PodOptions = {}): Pod => aPod('web-1', { ...OWNED, ...options })

/** The Node the Pod is on. */
export const theNode = (options: NodeOptions = {}) => aNode('n1', options)

/** Its condition `Ready`. */
export const ready = (status: string, reason?: string) => ({ type: 'Ready', status, ...(reason && { reason }) })

/** The Pod as it is when something ends it for a reason of its own. */
export const disrupted = (reason: string, options: PodOptions = DELETED): Pod =>
  thePod({ ...options, status: { conditions: [{ type: 'DisruptionTarget', status: 'True', reason }] } })

/** The Pod whose container ended so, and was started again. */
export function restarted(last: { readonly exitCode: number; readonly reason?: string }, status = {}): Pod {
  const main = {
    ...{
      name: 'main',
      ready: false,
      started: false,
      restartCount: 1,
      state: { waiting: { reason: 'CrashLoopBackOff' } },
    },
    lastState: { terminated: last },
  }
  return thePod({
    status: { conditions: [ready('False', 'ContainersNotReady')], containerStatuses: [main], ...status },
  })
}

/** The Pod whose container runs and is not ready. */
export function unready(): Pod {
  const main = { name: 'main', ready: false, started: true, restartCount: 0, state: { running: {} } }
  return thePod({ status: { conditions: [ready('False', 'ContainersNotReady')], containerStatuses: [main] } })
}

/** A stage on which all of them are there, and `more`. */
export const aWeb = (...more: readonly WatchedObject[]) =>
  new CauseStage(theService(), theDeployment(), theReplicaSet(1), theNode(), thePod(), ...more)
