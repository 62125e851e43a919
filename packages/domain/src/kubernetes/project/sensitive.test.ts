import { describe, expect, test } from 'vitest'
import { aRawObject, aRawPod, aRawWorkload, type RawObject, testFingerprint } from '../../testing/index.ts'
import { type WatchedKind, watchedResource } from '../resources.ts'
import { projectObject } from './project-object.ts'

const SECRET = 'hunter2'

/** A container with the secret wherever rule C.4 knows that people keep one. */
const CONTAINER: RawObject = {
  name: 'main',
  image: 'app:1',
  env: [{ name: 'PASSWORD', value: SECRET }],
  envFrom: [{ prefix: SECRET, secretRef: { name: SECRET } }],
  command: ['sh', '-c', `login ${SECRET}`],
  args: [`--password=${SECRET}`, SECRET],
  lifecycle: { preStop: { exec: { command: [SECRET] } }, postStart: { httpGet: { path: `/?k=${SECRET}`, port: 80 } } },
  livenessProbe: { exec: { command: ['check', SECRET] } },
  readinessProbe: {
    httpGet: { path: `/ready?token=${SECRET}`, port: 80, httpHeaders: [{ name: 'Authorization', value: SECRET }] },
  },
  startupProbe: { tcpSocket: { host: SECRET, port: 80 } },
  volumeMounts: [{ name: SECRET, mountPath: SECRET }],
}

const POD_SPEC: RawObject = {
  containers: [CONTAINER],
  initContainers: [{ ...CONTAINER, name: 'sidecar', restartPolicy: 'Always' }],
  imagePullSecrets: [{ name: SECRET }],
  volumes: [{ name: 'v', secret: { secretName: SECRET } }],
}

const ANNOTATIONS = {
  'kubectl.kubernetes.io/last-applied-configuration': SECRET,
  'example.com/anything': SECRET,
  'kubernetes.io/change-cause': `kubectl set env deployment/web DB_PASSWORD=${SECRET}`,
}

const TERMINATED = { terminated: { exitCode: 1, reason: 'Error', message: SECRET } }

const workload = (kind: string) =>
  aRawWorkload(kind, 'web', {
    annotations: ANNOTATIONS,
    template: { ...POD_SPEC, metadata: { annotations: { 'vault.example.com/token': SECRET } } },
  })

const CASES: readonly (readonly [string, WatchedKind, RawObject])[] = [
  ['a Pod', 'Pod', aRawPod('web-1', { annotations: ANNOTATIONS, spec: POD_SPEC })],
  [
    'what a container said before it died',
    'Pod',
    aRawPod('web-1', {
      status: { message: SECRET, containerStatuses: [{ name: 'main', state: TERMINATED, lastState: TERMINATED }] },
    }),
  ],
  ['a Deployment', 'Deployment', workload('Deployment')],
  ['a ReplicaSet', 'ReplicaSet', workload('ReplicaSet')],
  ['a StatefulSet', 'StatefulSet', workload('StatefulSet')],
  ['a DaemonSet', 'DaemonSet', workload('DaemonSet')],
  [
    'a ControllerRevision',
    'ControllerRevision',
    aRawObject('ControllerRevision', 'web-1', { annotations: ANNOTATIONS, data: { spec: { template: POD_SPEC } } }),
  ],
  [
    'an Event',
    'Event',
    aRawObject('Event', 'web-1.1', {
      message: `Readiness probe failed: Get "http://a:${SECRET}@web/?key=${SECRET}": EOF`,
    }),
  ],
  [
    'annotations of ingress-nginx that hold secrets or addresses',
    'Ingress',
    aRawObject('Ingress', 'shop', {
      annotations: {
        ...ANNOTATIONS,
        'nginx.ingress.kubernetes.io/auth-url': SECRET,
        'nginx.ingress.kubernetes.io/server-snippet': SECRET,
        'nginx.ingress.kubernetes.io/custom-headers': SECRET,
        'nginx.ingress.kubernetes.io/whitelist-source-range': SECRET,
        'nginx.ingress.kubernetes.io/canaryless': SECRET,
      },
    }),
  ],
  [
    'TLS options of a Gateway',
    'Gateway',
    aRawObject('Gateway', 'public', {
      spec: {
        listeners: [{ name: 'https', port: 443, protocol: 'HTTPS', tls: { options: { 'example.com/key': SECRET } } }],
        infrastructure: { annotations: { 'example.com/key': SECRET } },
      },
    }),
  ],
  [
    'headers that a route sets',
    'HTTPRoute',
    aRawObject('HTTPRoute', 'r', {
      spec: {
        rules: [
          {
            filters: [
              {
                type: 'RequestHeaderModifier',
                requestHeaderModifier: { set: [{ name: 'Authorization', value: SECRET }] },
              },
            ],
          },
        ],
      },
    }),
  ],
]

describe('what may be secret is dropped before it is stored', () => {
  test.each(CASES)('[C.4] %s', (_, kind, raw) => {
    const resource = watchedResource(kind)
    expect(JSON.stringify(raw)).toContain(SECRET)
    const kept = resource && projectObject(resource, raw, { fingerprint: testFingerprint })
    expect(kept?.object.kind).toBe(kind)
    expect(JSON.stringify(kept)).not.toContain(SECRET)
  })

  test('[C.2] the names of the dropped annotations of an Ingress are kept', () => {
    const [, kind, raw] = CASES.find(([, candidate]) => candidate === 'Ingress') ?? []
    const resource = watchedResource(kind ?? '')
    expect(resource && projectObject(resource, raw, { fingerprint: testFingerprint })?.object).toMatchObject({
      derived: {
        otherAnnotations: [
          'example.com/anything',
          'kubernetes.io/change-cause',
          'nginx.ingress.kubernetes.io/auth-url',
          'nginx.ingress.kubernetes.io/canaryless',
          'nginx.ingress.kubernetes.io/custom-headers',
          'nginx.ingress.kubernetes.io/server-snippet',
          'nginx.ingress.kubernetes.io/whitelist-source-range',
        ],
      },
    })
  })
})
