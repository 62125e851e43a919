import type {
  AllowedRoutes,
  Gateway,
  GatewayAddress,
  GatewayClass,
  GatewayProtocol,
  GatewaySpec,
  Listener,
  ListenerSet,
  ListenerStatus,
  ListenerTls,
  ObjectReference,
  RouteGroupKind,
  RouteNamespaces,
} from '../gateway.ts'
import { projectConditions } from './conditions.ts'
import { GATEWAY_GROUP, groupOf, projectReference } from './gateway-references.ts'
import type { Common } from './projection.ts'
import { count, each, eachSorted, kept, optionalRecord, type Raw, record, text, textMap } from './raw.ts'
import { projectOptionalSelector } from './selectors.ts'

export function projectGatewayClass(raw: Raw, { apiVersion, metadata }: Common): GatewayClass {
  const spec = record(raw.spec)
  const parametersRef = optionalRecord(spec.parametersRef)
  return {
    apiVersion,
    kind: 'GatewayClass',
    metadata,
    spec: kept<GatewayClass['spec']>({
      controllerName: text(spec.controllerName) ?? '',
      description: text(spec.description),
      parametersRef: parametersRef && projectReference(parametersRef, ''),
    }),
    status: { conditions: projectConditions(record(raw.status).conditions) },
  }
}

export function projectGateway(raw: Raw, { apiVersion, metadata }: Common): Gateway {
  const status = record(raw.status)
  return {
    apiVersion,
    kind: 'Gateway',
    metadata,
    spec: projectSpec(record(raw.spec)),
    status: {
      addresses: each(status.addresses, projectAddress),
      conditions: projectConditions(status.conditions),
      listeners: projectListenerStatuses(status.listeners),
    },
  }
}

function projectSpec(spec: Raw): GatewaySpec {
  return kept<GatewaySpec>({
    addresses: each(spec.addresses, projectAddress),
    allowedListeners: { namespaces: projectNamespaces(record(spec.allowedListeners).namespaces, 'None') },
    gatewayClassName: text(spec.gatewayClassName) ?? '',
    infrastructure: projectInfrastructure(spec.infrastructure),
    listeners: each(spec.listeners, projectListener),
  })
}

function projectInfrastructure(value: unknown): GatewaySpec['infrastructure'] {
  const infrastructure = optionalRecord(value)
  if (infrastructure === undefined) return undefined
  const { group, kind, name } = record(infrastructure.parametersRef)
  return kept<NonNullable<GatewaySpec['infrastructure']>>({
    labels: textMap(infrastructure.labels),
    parametersRef: infrastructure.parametersRef
      ? { group: text(group) ?? '', kind: text(kind) ?? '', name: text(name) ?? '' }
      : undefined,
  })
}

function projectAddress(address: Raw): GatewayAddress {
  return kept<GatewayAddress>({ type: text(address.type) ?? 'IPAddress', value: text(address.value) })
}

function projectListener(listener: Raw): Listener {
  return kept<Listener>({
    allowedRoutes: projectAllowedRoutes(record(listener.allowedRoutes)),
    hostname: text(listener.hostname),
    name: text(listener.name) ?? '',
    port: count(listener.port),
    protocol: text<GatewayProtocol>(listener.protocol) ?? '',
    tls: projectTls(listener.tls),
  })
}

function projectAllowedRoutes({ kinds, namespaces }: Raw): AllowedRoutes {
  return { kinds: each(kinds, projectGroupKind), namespaces: projectNamespaces(namespaces, 'Same') }
}

function projectNamespaces(value: unknown, absent: RouteNamespaces['from']): RouteNamespaces {
  const { from, selector } = record(value)
  return kept<RouteNamespaces>({
    from: text<RouteNamespaces['from']>(from) ?? absent,
    selector: projectOptionalSelector(selector),
  })
}

function projectGroupKind(groupKind: Raw): RouteGroupKind {
  return { group: groupOf(groupKind, GATEWAY_GROUP), kind: text(groupKind.kind) ?? '' }
}

/** Without `options`: implementations put into them what they like. */
function projectTls(value: unknown): ListenerTls | undefined {
  const tls = optionalRecord(value)
  if (tls === undefined) return undefined
  return {
    certificateRefs: each(tls.certificateRefs, (reference): ObjectReference => projectReference(reference, 'Secret')),
    mode: tls.mode === 'Passthrough' ? 'Passthrough' : 'Terminate',
  }
}

function projectListenerStatuses(listeners: unknown): readonly ListenerStatus[] {
  return eachSorted(listeners, projectListenerStatus, ({ name }) => name)
}

function projectListenerStatus(status: Raw): ListenerStatus {
  return {
    attachedRoutes: count(status.attachedRoutes),
    conditions: projectConditions(status.conditions),
    name: text(status.name) ?? '',
    supportedKinds: each(status.supportedKinds, projectGroupKind),
  }
}

export function projectListenerSet(raw: Raw, { apiVersion, metadata }: Common): ListenerSet {
  const spec = record(raw.spec)
  const status = record(raw.status)
  const parent = record(spec.parentRef)
  return {
    apiVersion,
    kind: 'ListenerSet',
    metadata,
    spec: {
      listeners: each(spec.listeners, projectListener),
      parentRef: projectReference({ ...parent, group: groupOf(parent, GATEWAY_GROUP) }, 'Gateway'),
    },
    status: { conditions: projectConditions(status.conditions), listeners: projectListenerStatuses(status.listeners) },
  }
}
