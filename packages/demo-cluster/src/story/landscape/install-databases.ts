import type { Kubectl } from '../../controllers/kubectl/kubectl.ts'
import { kinds } from '../../controllers/objects/kinds.ts'
import type { Container } from '../../controllers/objects/pod.ts'

interface Store {
  namespace: string
  name: string
  image: string
  port: { name: string; containerPort: number }
}

const STORES: readonly Store[] = [
  { namespace: 'shop', name: 'db', image: 'postgres:17.2', port: { name: 'pg', containerPort: 5432 } },
  { namespace: 'market', name: 'sessions', image: 'valkey/valkey:8.1', port: { name: 'valkey', containerPort: 6379 } },
]

/** Two StatefulSets behind headless Services; the shop's is fenced by a NetworkPolicy and a budget. */
export function installDatabases(kubectl: Kubectl): void {
  for (const store of STORES) installStore(kubectl, store)
  kubectl.apply(
    kinds.podDisruptionBudgets,
    {
      metadata: { name: 'db', namespace: 'shop' },
      spec: { maxUnavailable: 1, selector: { matchLabels: { app: 'db' } } },
    },
    { status: { disruptionsAllowed: 0, currentHealthy: 0, desiredHealthy: 0, expectedPods: 0 } },
  )
  kubectl.apply(kinds.networkPolicies, {
    metadata: { name: 'db-from-shop', namespace: 'shop' },
    spec: {
      podSelector: { matchLabels: { app: 'db' } },
      policyTypes: ['Ingress'],
      ingress: [
        {
          from: [
            { podSelector: { matchLabels: { tier: 'backend' } } },
            { podSelector: { matchLabels: { tier: 'worker' } } },
          ],
          ports: [{ protocol: 'TCP', port: 5432 }],
        },
      ],
    },
  })
}

function installStore(kubectl: Kubectl, { namespace, name, image, port }: Store): void {
  const labels = { app: name, tier: 'data' }
  const container: Container = {
    name,
    image,
    env: [{ name: 'ADMIN_PASSWORD', value: `not-a-real-admin-password-of-${name}` }],
    ports: [port],
    resources: { requests: { cpu: '500m', memory: '1Gi' }, limits: { memory: '2Gi' } },
    readinessProbe: { tcpSocket: { port: port.name }, periodSeconds: 5 },
    lifecycle: { preStop: { sleep: { seconds: 3 } } },
    volumeMounts: [{ name: 'data', mountPath: '/var/lib/data' }],
  }
  kubectl.applyService(
    { name, namespace, labels },
    {
      selector: { app: name },
      clusterIP: 'None',
      ports: [{ name: port.name, port: port.containerPort, targetPort: port.name }],
    },
  )
  kubectl.applyStatefulSet(
    { name, namespace, labels },
    {
      replicas: 3,
      serviceName: name,
      selector: { matchLabels: { app: name } },
      template: {
        metadata: { labels },
        spec: { containers: [container], volumes: [{ name: 'data', emptyDir: {} }], terminationGracePeriodSeconds: 60 },
      },
      revisionHistoryLimit: 3,
    },
  )
}
