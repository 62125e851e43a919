import type { ObjectOfKind, WatchedKind, WatchedObject } from '@portolan/domain'
import { labelsText, selectorText } from './selector-text.ts'

/** One fact, named by its field in the API; `object` where it is another object's name. */
export interface Fact {
  readonly field: string
  readonly value: string
  readonly object?: string
}

/** What is worth knowing of an object beside its place in the traffic, in the words of its API. Empty ones are left out. */
export function factsOf(object: WatchedObject): Fact[] {
  const facts = FACTS[object.kind] as ((of: WatchedObject) => readonly Fact[]) | undefined
  return (facts?.(object) ?? []).filter(({ value }) => value !== '')
}

const FACTS: { readonly [Kind in WatchedKind]?: (object: ObjectOfKind<Kind>) => readonly Fact[] } = {
  Pod: ({ spec, status }) => [
    fact('podIPs', list(status.podIPs.map(({ ip }) => ip))),
    fact('hostNetwork', spec.hostNetwork || ''),
    fact('serviceAccountName', spec.serviceAccountName),
    fact('qosClass', status.qosClass),
    fact('terminationGracePeriodSeconds', spec.terminationGracePeriodSeconds),
    fact('readinessGates', list(spec.readinessGates.map(({ conditionType }) => conditionType))),
  ],
  Deployment: ({ spec, derived }) => [
    fact('selector', selectorText(spec.selector)),
    fact('strategy', spec.strategy.type),
    fact('maxSurge', spec.strategy.rollingUpdate?.maxSurge),
    fact('maxUnavailable', spec.strategy.rollingUpdate?.maxUnavailable),
    fact('minReadySeconds', spec.minReadySeconds || ''),
    ...images(derived.images),
  ],
  ReplicaSet: ({ spec, derived }) => [fact('selector', selectorText(spec.selector)), ...images(derived.images)],
  StatefulSet: ({ spec, status, derived }) => [
    fact('selector', selectorText(spec.selector)),
    fact('serviceName', spec.serviceName),
    fact('podManagementPolicy', spec.podManagementPolicy),
    fact('updateStrategy', spec.updateStrategy.type),
    fact('partition', spec.updateStrategy.rollingUpdate?.partition || ''),
    fact('currentRevision', status.currentRevision),
    fact('updateRevision', status.updateRevision === status.currentRevision ? '' : status.updateRevision),
    ...images(derived.images),
  ],
  DaemonSet: ({ spec, derived }) => [
    fact('selector', selectorText(spec.selector)),
    fact('nodeSelector', labelsText(derived.nodeSelector)),
    fact('hostNetwork', derived.hostNetwork || ''),
    fact('updateStrategy', spec.updateStrategy.type),
    ...images(derived.images),
  ],
  Node: ({ spec, status }) => [
    ...status.addresses.map(({ type, address }) => fact(type, address)),
    fact('podCIDRs', list(spec.podCIDRs)),
    fact('taints', list(spec.taints.map(({ key, value, effect }) => `${key}${value ? `=${value}` : ''}:${effect}`))),
    fact('kubeletVersion', status.nodeInfo.kubeletVersion),
  ],
  Ingress: ({ spec, status, derived }) => [
    fact('ingressClassName', spec.ingressClassName),
    fact('hosts', list(spec.rules.map(({ host }) => host ?? '*'))),
    fact('tls', list(spec.tls.flatMap(({ hosts, secretName }) => [...hosts, secretName ?? '']))),
    fact('addresses', list(status.loadBalancer.ingress.map(({ ip, hostname }) => ip ?? hostname ?? ''))),
    fact('annotations', list(derived.otherAnnotations)),
  ],
  IngressClass: ({ spec }) => [fact('controller', spec.controller), fact('parameters', spec.parameters?.name)],
  GatewayClass: ({ spec }) => [fact('controllerName', spec.controllerName), fact('description', spec.description)],
  Gateway: ({ spec, status }) => [
    fact('gatewayClassName', spec.gatewayClassName),
    fact('addresses', list(status.addresses.map(({ value }) => value ?? ''))),
    ...spec.listeners.map(listenerFact),
  ],
  ListenerSet: ({ spec }) => spec.listeners.map(listenerFact),
  HTTPRoute: ({ spec }) => routeFacts(spec),
  GRPCRoute: ({ spec }) => routeFacts(spec),
  TLSRoute: ({ spec }) => routeFacts(spec),
  TCPRoute: ({ spec }) => routeFacts(spec),
  UDPRoute: ({ spec }) => routeFacts(spec),
  EndpointSlice: ({ addressType, ports }) => [
    fact('addressType', addressType),
    fact('ports', list(ports.map(({ name, port, protocol }) => `${name} ${port ?? '*'}/${protocol}`))),
  ],
  HorizontalPodAutoscaler: ({ spec, status }) => [
    fact('scaleTargetRef', `${spec.scaleTargetRef.kind} ${spec.scaleTargetRef.name}`),
    fact('metrics', list(spec.metrics.map(({ type, resource }) => resource?.name ?? type))),
    fact('lastScaleTime', status.lastScaleTime),
  ],
  NetworkPolicy: ({ spec }) => [
    fact('podSelector', selectorText(spec.podSelector) || '{}'),
    fact('policyTypes', list(spec.policyTypes)),
    fact('ingress rules', spec.policyTypes.includes('Ingress') ? spec.ingress.length : ''),
    fact('egress rules', spec.policyTypes.includes('Egress') ? spec.egress.length : ''),
  ],
  PodDisruptionBudget: ({ spec, status }) => [
    fact('selector', spec.selector && (selectorText(spec.selector) || '{}')),
    fact('minAvailable', spec.minAvailable),
    fact('maxUnavailable', spec.maxUnavailable),
    fact('expectedPods', status.expectedPods),
  ],
  BackendTLSPolicy: ({ spec }) => [
    fact('hostname', spec.validation.hostname),
    ...spec.targetRefs.map(({ kind, name }) => fact('targetRefs', `${kind} ${name}`)),
  ],
  Event: ({ involvedObject: { kind, namespace = '-', name }, source, reportingComponent, count }) => [
    { field: 'involvedObject', value: `${kind} ${name}`, object: `${kind}/${namespace}/${name}` },
    fact('source', source.component ?? reportingComponent),
    fact('count', count),
  ],
}

function fact(field: string, value: string | number | boolean | undefined): Fact {
  return { field, value: value === undefined ? '' : String(value) }
}

function list(values: readonly string[]): string {
  return values.filter((value) => value !== '').join(', ')
}

function images(byContainer: Readonly<Record<string, string>>): Fact[] {
  return Object.entries(byContainer).map(([container, image]) => fact(`containers[${container}].image`, image))
}

function listenerFact({
  name,
  protocol,
  port,
  hostname = '*',
}: {
  name: string
  protocol: string
  port: number
  hostname?: string
}): Fact {
  return fact(`listeners[${name}]`, `${protocol} :${port} ${hostname}`)
}

function routeFacts({
  hostnames = [],
  rules,
}: {
  readonly hostnames?: readonly string[]
  readonly rules: readonly unknown[]
}): Fact[] {
  return [fact('hostnames', list(hostnames)), fact('rules', rules.length)]
}
