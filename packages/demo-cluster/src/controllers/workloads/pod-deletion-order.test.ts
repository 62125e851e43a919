import { expect, test } from 'vitest'
import type { Pod } from '../objects/pod.ts'
import { inOrderOfDeletion } from './pod-deletion-order.ts'

interface Traits {
  node?: string
  isReady?: boolean
  readySince?: string
  restarts?: number
  created?: string
}

/** A Pod of which only these traits differ from any other. */
const aPod = (
  name: string,
  {
    node = 'a',
    isReady = true,
    readySince = '2026-11-21T01:00:00Z',
    restarts = 0,
    created = '2026-11-21T01:00:00Z',
  }: Traits = {},
): Pod => ({
  kind: 'Pod',
  apiVersion: 'v1',
  metadata: { name, uid: name, resourceVersion: '1', creationTimestamp: created },
  spec: { containers: [], ...(node === '' ? {} : { nodeName: node }) },
  status: {
    phase: node === '' ? 'Pending' : 'Running',
    conditions: [
      { type: 'Ready', status: isReady ? 'True' : 'False', lastProbeTime: null, lastTransitionTime: readySince },
    ],
    containerStatuses: [
      {
        name: 'main',
        state: {},
        lastState: {},
        ready: isReady,
        restartCount: restarts,
        image: '',
        imageID: '',
        started: true,
      },
    ],
  },
})

test('the first to be deleted are those that would be missed least', () => {
  const pods = [
    aPod('old and calm', { node: 'b' }),
    aPod('young', { node: 'c', created: '2026-11-21T02:00:00Z' }),
    aPod('restless', { node: 'd', restarts: 3 }),
    aPod('ready of late', { node: 'e', readySince: '2026-11-21T03:00:00Z' }),
    aPod('in a crowd'),
    aPod('in the same crowd'),
    aPod('not ready', { node: 'f', isReady: false }),
    aPod('nowhere yet', { node: '', isReady: false }),
  ]
  expect(inOrderOfDeletion(pods, pods).map(({ metadata }) => metadata.name)).toEqual([
    'nowhere yet',
    'not ready',
    'in a crowd',
    'in the same crowd',
    'ready of late',
    'restless',
    'young',
    'old and calm',
  ])
})
