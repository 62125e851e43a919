import { describe, expect, test } from 'vitest'
import { aDaemonSet, aDeployment, aReplicaSet, aStatefulSet } from '../../testing/index.ts'

describe('what is kept of a workload', () => {
  test('a Deployment without a strategy rolls a quarter at a time', () => {
    expect(aDeployment('web').spec).toEqual({
      minReadySeconds: 0,
      paused: false,
      progressDeadlineSeconds: 600,
      replicas: 1,
      revisionHistoryLimit: 10,
      selector: { matchExpressions: [], matchLabels: { app: 'web' } },
      strategy: { rollingUpdate: { maxSurge: '25%', maxUnavailable: '25%' }, type: 'RollingUpdate' },
    })
  })

  test('a Deployment that recreates has no rolling budget', () => {
    expect(aDeployment('web', { spec: { strategy: { type: 'Recreate' } } }).spec.strategy).toEqual({ type: 'Recreate' })
  })

  test('counters that Go leaves out are zero, those that old servers do not know are absent', () => {
    expect(aDeployment('web', { replicas: 0, status: { terminatingReplicas: 2 } }).status).toEqual({
      availableReplicas: 0,
      conditions: [],
      observedGeneration: 0,
      readyReplicas: 0,
      replicas: 0,
      terminatingReplicas: 2,
      unavailableReplicas: 0,
      updatedReplicas: 0,
    })
    expect(aReplicaSet('web-1').status).not.toHaveProperty('terminatingReplicas')
  })

  test('a scale to zero is a zero, not the default', () => {
    expect(aDeployment('web', { replicas: 0 }).spec.replicas).toBe(0)
  })

  test('a change cause is redacted and at most 256 characters', () => {
    const cause = `kubectl set env deployment/web API_TOKEN=hunter2 ${'x'.repeat(300)}`
    const { annotations } = aDeployment('web', {
      revision: 3,
      annotations: { 'kubernetes.io/change-cause': cause },
    }).metadata
    expect(Object.keys(annotations)).toEqual(['deployment.kubernetes.io/revision', 'kubernetes.io/change-cause'])
    expect(annotations['kubernetes.io/change-cause']).toHaveLength(256)
    expect(annotations['kubernetes.io/change-cause']).toMatch(/^kubectl set env deployment\/web API_TOKEN=… x+…$/)
  })

  test('of a template: images, labels, ports of what serves, and when it was restarted', () => {
    const restarted = {
      annotations: { 'kubectl.kubernetes.io/restartedAt': '2026-01-01T00:00:00Z' },
      labels: { app: 'web' },
    }
    const containers = [{ name: 'main', image: 'app:1', ports: [{ name: 'http', containerPort: 8080 }] }]
    const initContainers = [
      { name: 'setup', image: 'setup:1', ports: [{ containerPort: 1 }] },
      { name: 'proxy', image: 'proxy:1', restartPolicy: 'Always', ports: [{ containerPort: 9090 }] },
    ]
    const template = { metadata: restarted, spec: { containers, initContainers } }
    const { templateFingerprint, ...facts } = aReplicaSet('web-1', { spec: { template } }).derived
    expect(templateFingerprint).toMatch(/^[0-9a-f]{8}$/)
    expect(facts).toEqual({
      controllerFlags: {},
      images: { main: 'app:1', proxy: 'proxy:1', setup: 'setup:1' },
      restartedAt: '2026-01-01T00:00:00Z',
      templateLabels: { app: 'web' },
      templatePorts: [
        { containerPort: 8080, name: 'http', protocol: 'TCP' },
        { containerPort: 9090, protocol: 'TCP' },
      ],
    })
  })

  test('a StatefulSet: ordinals, partition, revisions', () => {
    const strategy = { type: 'RollingUpdate', rollingUpdate: { partition: 2 } }
    const status = { currentRevision: 'db-1', updateRevision: 'db-2' }
    const db = aStatefulSet('db', {
      spec: { updateStrategy: strategy, ordinals: { start: 1 }, serviceName: 'db' },
      status,
    })
    expect([db.spec.updateStrategy, db.spec.ordinals, db.spec.podManagementPolicy, db.spec.serviceName]).toEqual([
      strategy,
      { start: 1 },
      'OrderedReady',
      'db',
    ])
    expect([db.status.currentRevision, db.status.updateRevision]).toEqual(['db-1', 'db-2'])
    expect(aStatefulSet('db', { spec: { updateStrategy: { type: 'OnDelete' } } }).spec.updateStrategy).toEqual({
      type: 'OnDelete',
    })
  })

  test('a DaemonSet: where its Pods go', () => {
    const agent = aDaemonSet('agent', { template: { hostNetwork: true, nodeSelector: { ingress: 'true' } } })
    expect([agent.derived.hostNetwork, agent.derived.nodeSelector]).toEqual([true, { ingress: 'true' }])
    expect(agent.spec.updateStrategy).toEqual({
      rollingUpdate: { maxSurge: 0, maxUnavailable: 1 },
      type: 'RollingUpdate',
    })
  })
})
