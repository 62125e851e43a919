import type { StoredObject } from '../stored-object.ts'
import { podCells } from './pod-cells.ts'
import { at, countAt, joined, listAt, NONE, pairs, textAt } from './read-value.ts'

export type Cell = string | number

/** What `kubectl get` prints of one kind between `NAME` and `AGE`; those of `wide` behind it, with `-o wide`. */
interface PrintedColumns {
  readonly names: readonly string[]
  /** Behind `AGE`. */
  readonly last?: readonly string[]
  readonly wide?: readonly string[]
  /** One for each of `names`, then of `last`, then of `wide`. */
  readonly cells: (object: StoredObject) => readonly Cell[]
  /** Events begin with when they were seen, and have neither name nor age. */
  readonly isBare?: boolean
}

/** Source: kubernetes pkg/printers/internalversion printers.go; of the Gateway API, its CRDs' additionalPrinterColumns. */
const COLUMNS: Readonly<Record<string, PrintedColumns>> = {
  Pod: { names: ['Ready', 'Status', 'Restarts'], wide: ['IP', 'Node'], cells: podCells },
  Service: {
    names: ['Type', 'Cluster-IP', 'External-IP', 'Port(s)'],
    wide: ['Selector'],
    cells: (service) => [
      textAt(service, 'spec', 'type'),
      textAt(service, 'spec', 'clusterIP'),
      externalAddress(service),
      joined(listAt(service, 'spec', 'ports').map(servicePort)),
      pairs(at(service, 'spec', 'selector')),
    ],
  },
  Deployment: {
    names: ['Ready', 'Up-to-date', 'Available'],
    wide: ['Containers', 'Images', 'Selector'],
    cells: (deployment) => [
      ready(deployment),
      countAt(deployment, 'status', 'updatedReplicas'),
      countAt(deployment, 'status', 'availableReplicas'),
      ...template(deployment),
    ],
  },
  ReplicaSet: {
    names: ['Desired', 'Current', 'Ready'],
    wide: ['Containers', 'Images', 'Selector'],
    cells: (set) => [
      countAt(set, 'spec', 'replicas'),
      countAt(set, 'status', 'replicas'),
      countAt(set, 'status', 'readyReplicas'),
      ...template(set),
    ],
  },
  StatefulSet: {
    names: ['Ready'],
    wide: ['Containers', 'Images'],
    cells: (set) => [ready(set), ...template(set).slice(0, 2)],
  },
  DaemonSet: {
    names: ['Desired', 'Current', 'Ready', 'Up-to-date', 'Available', 'Node Selector'],
    cells: (set) => [
      countAt(set, 'status', 'desiredNumberScheduled'),
      countAt(set, 'status', 'currentNumberScheduled'),
      countAt(set, 'status', 'numberReady'),
      countAt(set, 'status', 'updatedNumberScheduled'),
      countAt(set, 'status', 'numberAvailable'),
      pairs(at(set, 'spec', 'template', 'spec', 'nodeSelector')),
    ],
  },
  EndpointSlice: {
    names: ['AddressType', 'Ports', 'Endpoints'],
    cells: (slice) => [
      textAt(slice, 'addressType'),
      portList(listAt(slice, 'ports')),
      joined(
        listAt(slice, 'endpoints').flatMap((endpoint) => listAt(endpoint, 'addresses')),
        3,
      ),
    ],
  },
  Endpoints: {
    names: ['Endpoints'],
    cells: (endpoints) => [
      joined(
        listAt(endpoints, 'subsets').flatMap((subset) =>
          listAt(subset, 'ports').flatMap((port) =>
            listAt(subset, 'addresses').map((address) => `${textAt(address, 'ip')}:${countAt(port, 'port')}`),
          ),
        ),
        3,
      ),
    ],
  },
  Ingress: {
    names: ['Class', 'Hosts', 'Address', 'Ports'],
    cells: (ingress) => [
      textAt(ingress, 'spec', 'ingressClassName'),
      joined(
        listAt(ingress, 'spec', 'rules').map((rule) => at(rule, 'host') ?? '*'),
        3,
      ).replace(NONE, '*'),
      balancers(ingress).join(','),
      listAt(ingress, 'spec', 'tls').length > 0 ? '80, 443' : '80',
    ],
  },
  IngressClass: {
    names: ['Controller', 'Parameters'],
    cells: (ingressClass) => [
      textAt(ingressClass, 'spec', 'controller'),
      textAt(ingressClass, 'spec', 'parameters', 'name'),
    ],
  },
  NetworkPolicy: {
    names: ['Pod-Selector'],
    cells: (policy) => [pairs(at(policy, 'spec', 'podSelector', 'matchLabels'))],
  },
  Namespace: { names: ['Status'], cells: (namespace) => [textAt(namespace, 'status', 'phase')] },
  Node: {
    names: ['Status', 'Roles'],
    last: ['Version'],
    cells: (node) => [nodeStatus(node), roles(node), textAt(node, 'status', 'nodeInfo', 'kubeletVersion')],
  },
  HorizontalPodAutoscaler: {
    names: ['Reference', 'MinPods', 'MaxPods', 'Replicas'],
    cells: (scaler) => [
      `${textAt(scaler, 'spec', 'scaleTargetRef', 'kind')}/${textAt(scaler, 'spec', 'scaleTargetRef', 'name')}`,
      countAt(scaler, 'spec', 'minReplicas'),
      countAt(scaler, 'spec', 'maxReplicas'),
      countAt(scaler, 'status', 'currentReplicas'),
    ],
  },
  PodDisruptionBudget: {
    names: ['Min Available', 'Max Unavailable', 'Allowed Disruptions'],
    cells: (budget) => [
      String(at(budget, 'spec', 'minAvailable') ?? 'N/A'),
      String(at(budget, 'spec', 'maxUnavailable') ?? 'N/A'),
      countAt(budget, 'status', 'disruptionsAllowed'),
    ],
  },
  ControllerRevision: {
    names: ['Controller', 'Revision'],
    cells: ({ metadata, revision }) => {
      const owner = metadata.ownerReferences?.find(({ controller }) => controller)
      return [owner ? `${owner.kind.toLowerCase()}.apps/${owner.name}` : NONE, Number(revision ?? 0)]
    },
  },
  GatewayClass: {
    names: ['Controller', 'Accepted'],
    cells: (gatewayClass) => [textAt(gatewayClass, 'spec', 'controllerName'), condition(gatewayClass, 'Accepted')],
  },
  Gateway: {
    names: ['Class', 'Address', 'Programmed'],
    cells: (gateway) => [
      textAt(gateway, 'spec', 'gatewayClassName'),
      joined(listAt(gateway, 'status', 'addresses').map((address) => textAt(address, 'value'))).replace(NONE, ''),
      condition(gateway, 'Programmed'),
    ],
  },
  HTTPRoute: { names: ['Hostnames'], cells: hostnames },
  GRPCRoute: { names: ['Hostnames'], cells: hostnames },
  Event: {
    names: ['Type', 'Reason', 'Object', 'Message'],
    isBare: true,
    cells: (event) => [
      textAt(event, 'type'),
      textAt(event, 'reason'),
      `${textAt(event, 'involvedObject', 'kind').toLowerCase()}/${textAt(event, 'involvedObject', 'name')}`,
      textAt(event, 'message').trim(),
    ],
  },
}

const NAME_ONLY: PrintedColumns = { names: [], cells: () => [] }

/** Of a kind that is not named, `kubectl` prints name and age. */
export function printedColumns(kind: string): PrintedColumns {
  return COLUMNS[kind] ?? NAME_ONLY
}

function ready(workload: StoredObject): string {
  return `${countAt(workload, 'status', 'readyReplicas')}/${countAt(workload, 'spec', 'replicas')}`
}

function template(workload: StoredObject): readonly string[] {
  const containers = listAt(workload, 'spec', 'template', 'spec', 'containers')
  const of = (field: string) => joined(containers.map((container) => textAt(container, field)))
  return [of('name'), of('image'), pairs(at(workload, 'spec', 'selector', 'matchLabels'))]
}

function servicePort(port: unknown): string {
  const nodePort = countAt(port, 'nodePort')
  return `${countAt(port, 'port')}${nodePort > 0 ? `:${nodePort}` : ''}/${textAt(port, 'protocol')}`
}

function portList(ports: readonly unknown[]): string {
  return ports.length === 0
    ? '<unset>'
    : joined(
        ports.map((port) => at(port, 'port') ?? '*'),
        3,
      )
}

function balancers(object: StoredObject): readonly string[] {
  return listAt(object, 'status', 'loadBalancer', 'ingress').map((each) =>
    String(at(each, 'ip') ?? at(each, 'hostname')),
  )
}

function externalAddress(service: StoredObject): string {
  if (at(service, 'spec', 'type') === 'ExternalName') return textAt(service, 'spec', 'externalName')
  const addresses = [...balancers(service), ...listAt(service, 'spec', 'externalIPs')]
  return addresses.length === 0 && at(service, 'spec', 'type') === 'LoadBalancer' ? '<pending>' : joined(addresses)
}

function condition(object: StoredObject, type: string): string {
  const found = listAt(object, 'status', 'conditions').find((each) => at(each, 'type') === type)
  return found === undefined ? 'Unknown' : textAt(found, 'status')
}

function nodeStatus(node: StoredObject): string {
  const state = condition(node, 'Ready') === 'True' ? 'Ready' : 'NotReady'
  return at(node, 'spec', 'unschedulable') === true ? `${state},SchedulingDisabled` : state
}

function roles({ metadata: { labels = {} } }: StoredObject): string {
  const prefix = 'node-role.kubernetes.io/'
  return joined(Object.keys(labels).flatMap((label) => (label.startsWith(prefix) ? label.slice(prefix.length) : [])))
}

function hostnames(route: StoredObject): readonly Cell[] {
  return [JSON.stringify(listAt(route, 'spec', 'hostnames'))]
}
