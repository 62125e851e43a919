/** One program of the demo, as a table row: everything else about its objects follows from it. */
export interface Application {
  namespace: string
  name: string
  /** Where it stands in its shop. */
  tier: 'front' | 'backend' | 'worker'
  replicas: number
  /** The container's port; the Service's is 80. Absent: nobody calls it, and it has no Service. */
  port?: number
  /** The first release that runs. */
  version: string
  /** `Recreate` for the one that cannot run twice. */
  strategy?: 'Recreate'
  /** Scaled to its load between these numbers. */
  autoscale?: { min: number; max: number }
  /** At most one of its Pods may be evicted at a time. */
  hasDisruptionBudget?: boolean
  /** Slow to start: it has a startup probe. */
  isSlow?: boolean
}

const shop = (application: Omit<Application, 'namespace'>): Application => ({ namespace: 'shop', ...application })
const market = (application: Omit<Application, 'namespace'>): Application => ({ namespace: 'market', ...application })
const bistro = (application: Omit<Application, 'namespace'>): Application => ({ namespace: 'bistro', ...application })

/** The Deployments of the two shops behind the Ingress controller and of the bistro behind the Gateway. */
export const APPLICATIONS: readonly Application[] = [
  shop({
    name: 'web',
    tier: 'front',
    replicas: 4,
    port: 8080,
    version: '3.4.0',
    autoscale: { min: 4, max: 8 },
    hasDisruptionBudget: true,
  }),
  shop({ name: 'api', tier: 'backend', replicas: 5, port: 9000, version: '2.11.3', hasDisruptionBudget: true }),
  shop({ name: 'catalog', tier: 'backend', replicas: 4, port: 8081, version: '1.19.0' }),
  shop({ name: 'payments', tier: 'backend', replicas: 4, port: 8443, version: '5.0.2', hasDisruptionBudget: true }),
  shop({ name: 'search', tier: 'backend', replicas: 4, port: 9200, version: '0.42.1', isSlow: true }),
  shop({ name: 'worker', tier: 'worker', replicas: 3, version: '2.11.3' }),
  market({
    name: 'storefront',
    tier: 'front',
    replicas: 5,
    port: 8080,
    version: '7.1.0',
    autoscale: { min: 4, max: 9 },
    hasDisruptionBudget: true,
  }),
  market({ name: 'checkout', tier: 'backend', replicas: 4, port: 8080, version: '4.6.1', hasDisruptionBudget: true }),
  market({ name: 'inventory', tier: 'backend', replicas: 4, port: 8082, version: '2.0.8' }),
  market({ name: 'recommendations', tier: 'backend', replicas: 4, port: 8090, version: '1.3.5' }),
  market({ name: 'accounts', tier: 'backend', replicas: 4, port: 8084, version: '3.9.0' }),
  market({ name: 'mailer', tier: 'worker', replicas: 2, version: '1.8.4' }),
  bistro({
    name: 'menu',
    tier: 'front',
    replicas: 3,
    port: 8080,
    version: '1.12.0',
    autoscale: { min: 3, max: 6 },
    hasDisruptionBudget: true,
  }),
  bistro({ name: 'orders', tier: 'backend', replicas: 5, port: 8085, version: '2.7.0', hasDisruptionBudget: true }),
  bistro({ name: 'kitchen', tier: 'backend', replicas: 2, port: 8086, version: '0.9.14', strategy: 'Recreate' }),
  bistro({ name: 'loyalty', tier: 'backend', replicas: 3, port: 8087, version: '1.1.2' }),
  bistro({ name: 'photos', tier: 'backend', replicas: 3, port: 8088, version: '2.2.0' }),
]

/** The image of one release. */
export const imageOf = ({ namespace, name }: Pick<Application, 'namespace' | 'name'>, version: string): string =>
  `registry.example.com/${namespace}/${name}:${version}`
