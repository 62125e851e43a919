import {
  type Container,
  type ContainerLifecycle,
  type ContainerPort,
  PROBE_DEFAULTS,
  type Probe,
} from '../container.ts'
import { count, each, kept, numberOrText, optionalRecord, positive, type Raw, record, text } from './raw.ts'

/** Containers in their order, without env, command, args and volumes (rule C.4). */
export function projectContainers(containers: unknown): readonly Container[] {
  return each(containers, projectContainer)
}

function projectContainer(container: Raw): Container {
  return kept<Container>({
    image: text(container.image),
    lifecycle: projectLifecycle(container.lifecycle),
    livenessProbe: projectProbe(container.livenessProbe),
    name: text(container.name) ?? '',
    ports: projectContainerPorts(container.ports),
    readinessProbe: projectProbe(container.readinessProbe),
    restartPolicy: text(container.restartPolicy),
    startupProbe: projectProbe(container.startupProbe),
  })
}

export function projectContainerPorts(ports: unknown): readonly ContainerPort[] {
  return each(ports, (port) =>
    kept<ContainerPort>({
      containerPort: count(port.containerPort),
      hostIP: text(port.hostIP),
      hostPort: positive(port.hostPort),
      name: text(port.name),
      protocol: text<ContainerPort['protocol']>(port.protocol) ?? 'TCP',
    }),
  )
}

function projectLifecycle(lifecycle: unknown): ContainerLifecycle | undefined {
  const { postStart, preStop } = record(lifecycle)
  if (!postStart && !preStop) return undefined
  const portNames = [postStart, preStop].flatMap(portNamesOf)
  return kept<ContainerLifecycle>({
    portNames: portNames.length > 0 ? portNames : undefined,
    postStart: Boolean(postStart),
    preStop: Boolean(preStop),
  })
}

function portNamesOf(hook: unknown): string[] {
  const { httpGet, tcpSocket } = record(hook)
  return [httpGet, tcpSocket].flatMap((action) => text(record(action).port) ?? [])
}

function projectProbe(value: unknown): Probe | undefined {
  const probe = optionalRecord(value)
  if (probe === undefined) return undefined
  return kept<Probe>({
    exec: probe.exec ? {} : undefined,
    failureThreshold: positive(probe.failureThreshold) ?? PROBE_DEFAULTS.failureThreshold,
    grpc: projectGrpc(probe.grpc),
    httpGet: projectHttpGet(probe.httpGet),
    initialDelaySeconds: count(probe.initialDelaySeconds),
    periodSeconds: positive(probe.periodSeconds) ?? PROBE_DEFAULTS.periodSeconds,
    successThreshold: positive(probe.successThreshold) ?? PROBE_DEFAULTS.successThreshold,
    tcpSocket: probe.tcpSocket ? { port: numberOrText(record(probe.tcpSocket).port) ?? 0 } : undefined,
    timeoutSeconds: positive(probe.timeoutSeconds) ?? PROBE_DEFAULTS.timeoutSeconds,
  })
}

/** The path without its query string, which may hold a token. */
function projectHttpGet(value: unknown): Probe['httpGet'] {
  const httpGet = optionalRecord(value)
  if (httpGet === undefined) return undefined
  const path = text(httpGet.path) ?? '/'
  const query = path.indexOf('?')
  return {
    path: query < 0 ? path : path.slice(0, query),
    port: numberOrText(httpGet.port) ?? 0,
    scheme: httpGet.scheme === 'HTTPS' ? 'HTTPS' : 'HTTP',
  }
}

function projectGrpc(value: unknown): Probe['grpc'] {
  const grpc = optionalRecord(value)
  return grpc && kept<NonNullable<Probe['grpc']>>({ port: count(grpc.port), service: text(grpc.service) })
}
