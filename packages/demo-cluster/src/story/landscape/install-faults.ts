import type { Kubectl } from '../../controllers/kubectl/kubectl.ts'
import { kinds } from '../../controllers/objects/kinds.ts'
import { NO_ADDRESS } from './install-traffic.ts'

/**
 * The faults of the first row of `harbour.jsonl.gz`, which nobody ever repairs: a Service whose selector matches
 * nothing, behind `www.china.com`; and an Ingress that names a Service that is not there (`cart`) and a port its
 * Service does not have. Beside them, healthy, `www.kgc.com`, whose Pods the first was meant for.
 */
export function installFaults(kubectl: Kubectl): void {
  const template = {
    metadata: { labels: { app: 'nginx' } },
    spec: {
      containers: [
        {
          name: 'nginx',
          image: 'nginx:1.27',
          ports: [{ containerPort: 80 }],
          readinessProbe: { httpGet: { path: '/', port: 80 }, periodSeconds: 2 },
          lifecycle: { preStop: { sleep: { seconds: 5 } } },
        },
      ],
    },
  }
  kubectl.applyDeployment(inDefault('nginx-app'), {
    replicas: 2,
    selector: { matchLabels: { app: 'nginx' } },
    template,
    revisionHistoryLimit: 3,
  })
  kubectl.applyService(inDefault('nginx-app-svc'), { selector: { app: 'nginx' }, ports: [{ port: 80 }] })
  kubectl.applyService(inDefault('in-ng-svc'), { selector: { 'nginx-label': 'nginx01' }, ports: [{ port: 80 }] })
  installIngress(kubectl, inDefault('nginx-app-ingress'), {
    host: 'www.kgc.com',
    paths: [{ path: '/', service: 'nginx-app-svc', port: 80 }],
  })
  installIngress(kubectl, inDefault('nginx-ingress-test'), {
    host: 'www.china.com',
    paths: [{ path: '/', service: 'in-ng-svc', port: 80 }],
  })
  installIngress(
    kubectl,
    { name: 'shop-legacy', namespace: 'shop' },
    {
      host: 'old.shop.example.com',
      paths: [
        { path: '/', service: 'web', port: 8081 },
        { path: '/cart', service: 'cart', port: 80 },
      ],
    },
  )
}

const inDefault = (name: string) => ({ name, namespace: 'default' })

interface LegacyHost {
  host: string
  paths: { path: string; service: string; port: number }[]
}

function installIngress(
  kubectl: Kubectl,
  metadata: { name: string; namespace: string },
  { host, paths }: LegacyHost,
): void {
  const written = paths.map(({ path, service, port }) => ({
    path,
    pathType: 'Prefix',
    backend: { service: { name: service, port: { number: port } } },
  }))
  const manifest = { metadata, spec: { ingressClassName: 'nginx', rules: [{ host, http: { paths: written } }] } }
  kubectl.apply(kinds.ingresses, manifest, NO_ADDRESS)
}
