import { expect, test } from 'vitest'
import { aPod, aSnapshot, type PodOptions, sentencesOf } from '../../testing/index.ts'

const onHost = (name: string, hostIP: string | undefined, options: PodOptions = {}) =>
  aPod(name, { node: 'n1', ports: [{ containerPort: 80, hostPort: 80, hostIP }], ...options })

test('POD-013 two Pods that claim one port of one node are told, each of the other', () => {
  expect(sentencesOf('POD-013', aSnapshot(onHost('a', undefined), onHost('b', '10.0.0.1')))).toEqual([
    'Pod/default/a claims port 80/TCP of node n1, and so does Pod/default/b',
    'Pod/default/b claims port 80/TCP of node n1, and so does Pod/default/a',
  ])
})

test('POD-013 a sidecar claims ports like any container; an init container that ends does not', () => {
  const ports = [{ containerPort: 80, hostPort: 80 }]
  const init = (restartPolicy?: string) =>
    onHost('b', undefined, {
      ports: [],
      spec: {
        containers: [{ name: 'main' }],
        initContainers: [{ name: 'mesh', ports, restartPolicy }],
        nodeName: 'n1',
      },
    })
  expect(sentencesOf('POD-013', aSnapshot(onHost('a', undefined), init('Always')))).toHaveLength(2)
  expect(sentencesOf('POD-013', aSnapshot(onHost('a', undefined), init()))).toEqual([])
})

test('POD-013 a Pod for which the scheduler finds no free port is told', () => {
  const message = "0/1 nodes are available: 1 node(s) didn't have free ports for the requested pod ports"
  const scheduled = { type: 'PodScheduled', status: 'False', reason: 'Unschedulable', message }
  expect(sentencesOf('POD-013', aSnapshot(aPod('a', { status: { conditions: [scheduled] } })))).toEqual([
    `No node has the ports free that Pod/default/a claims: ${message}`,
  ])
})

test('POD-013 other nodes, other addresses, other protocols and finished Pods do not conflict', () => {
  const udp = onHost('d', undefined, { ports: [{ containerPort: 80, hostPort: 80, protocol: 'UDP' }] })
  const pods = [onHost('a', '10.0.0.1'), onHost('b', '10.0.0.2'), onHost('c', undefined, { node: 'n2' }), udp]
  const finished = onHost('e', undefined, { phase: 'Succeeded' })
  expect(sentencesOf('POD-013', aSnapshot(...pods, finished))).toEqual([])
})
