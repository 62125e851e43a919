import type { Container, PodTemplate, Probe } from '../../controllers/objects/pod.ts'
import { type Application, imageOf } from './application.ts'

/** How long a Pod goes on serving after it was told to go, so that nobody calls a closed door. */
const DRAIN_SECONDS = 5

/** The Pod template of an application: a program and a log shipper beside it, with secrets where people put them. */
export function applicationTemplate(application: Application): PodTemplate {
  const { namespace, name, tier, version } = application
  return {
    metadata: {
      labels: { app: name, tier, 'app.kubernetes.io/name': name, 'app.kubernetes.io/part-of': namespace },
      annotations: {
        'prometheus.io/scrape': 'true',
        'prometheus.io/port': '9464',
        'team.example.com/contact': `#${namespace}-${name}`,
      },
    },
    spec: {
      volumes: [
        { name: 'config', configMap: { name: `${name}-config`, defaultMode: 420 } },
        { name: 'logs', emptyDir: {} },
      ],
      containers: [mainContainer(application, imageOf(application, version)), logShipper(application)],
      serviceAccountName: name,
      securityContext: {
        runAsNonRoot: true,
        runAsUser: 10_001,
        fsGroup: 10_001,
        seccompProfile: { type: 'RuntimeDefault' },
      },
    },
  }
}

function mainContainer({ namespace, name, port, isSlow = false }: Application, image: string): Container {
  return {
    name,
    image,
    args: ['serve', `--config=/etc/${name}/config.yaml`, `--listen=:${port ?? 9464}`, '--log-format=json'],
    env: environment(namespace, name),
    ...(port === undefined
      ? {}
      : {
          ports: [
            { name: 'http', containerPort: port },
            { name: 'metrics', containerPort: 9464 },
          ],
        }),
    resources: { requests: { cpu: '200m', memory: '256Mi' }, limits: { memory: '512Mi' } },
    ...probes(port, isSlow),
    lifecycle: { preStop: { sleep: { seconds: DRAIN_SECONDS } } },
    volumeMounts: [
      { name: 'config', mountPath: `/etc/${name}`, readOnly: true },
      { name: 'logs', mountPath: '/var/log/app' },
    ],
    securityContext: HARDENED,
  }
}

/** Two of these are secrets in clear text: exactly what must never be stored or shown. */
const environment = (namespace: string, name: string): NonNullable<Container['env']> => [
  { name: 'SERVICE_NAME', value: name },
  { name: 'LOG_LEVEL', value: 'info' },
  {
    name: 'DATABASE_URL',
    value: `postgres://${name}:not-a-real-password-${name}@db.${namespace}.svc:5432/${namespace}`,
  },
  { name: 'API_TOKEN', value: `demo-token-${namespace}-${name}-0123456789abcdef` },
  { name: 'POD_NAME', valueFrom: { fieldRef: { apiVersion: 'v1', fieldPath: 'metadata.name' } } },
]

function probes(port: number | undefined, isSlow: boolean): Partial<Container> {
  const asks = (path: string): Probe => ({ httpGet: { path, port: port === undefined ? 9464 : 'http' } })
  return {
    readinessProbe: { ...asks('/ready'), periodSeconds: 2, failureThreshold: 2 },
    livenessProbe: { ...asks('/live'), initialDelaySeconds: 10 },
    ...(isSlow ? { startupProbe: { ...asks('/live'), periodSeconds: 2, failureThreshold: 30 } } : {}),
  }
}

const logShipper = ({ namespace, name }: Application): Container => ({
  name: 'log-shipper',
  image: 'registry.example.com/platform/log-shipper:1.6.2',
  args: ['--follow=/var/log/app/*.log', `--label=app=${namespace}/${name}`],
  env: [
    { name: 'SHIP_TO', value: 'logs.kube-system.svc:6514' },
    { name: 'SHIP_PASSWORD', value: 'not-a-real-shipping-password' },
  ],
  resources: { requests: { cpu: '20m', memory: '32Mi' }, limits: { memory: '64Mi' } },
  volumeMounts: [{ name: 'logs', mountPath: '/var/log/app', readOnly: true }],
})

const HARDENED = {
  allowPrivilegeEscalation: false,
  readOnlyRootFilesystem: true,
  capabilities: { drop: ['ALL'] },
}
