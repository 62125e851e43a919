import { podsOf } from '../../controllers/pods-of-workload.ts'
import type { Snapshot } from '../../history/snapshot.ts'
import type { Gateway } from '../../kubernetes/gateway.ts'
import { keyOf, parseObjectKey } from '../../kubernetes/object-key.ts'
import { isPodReady } from '../../kubernetes/pod-ready.ts'
import { addressBook } from '../address-book.ts'
import type { EdgeOf } from '../topology.ts'

const GATEWAY_NAME = 'gateway.networking.k8s.io/gateway-name'

/**
 * What carries a Gateway's traffic: Services and workloads of its namespace that are labelled with its name; else, ambiguously,
 * Services that have one of its addresses. None where several Gateways share a data plane that does not say so.
 * Source: label of GEP-1762, gateway.networking.k8s.io/v1 Gateway.status.addresses, rule D.8.
 */
export function gatewayControllerEdges(gateway: Gateway, snapshot: Snapshot): EdgeOf<'controller'>[] {
  const labelled = [...labelledWorkloads(gateway, snapshot), ...labelledServices(gateway, snapshot)]
  return labelled.length > 0 ? labelled : servicesAtAddress(gateway, snapshot)
}

function labelledWorkloads(gateway: Gateway, snapshot: Snapshot): EdgeOf<'controller'>[] {
  const { name, namespace } = gateway.metadata
  const edges: EdgeOf<'controller'>[] = []
  for (const kind of ['Deployment', 'DaemonSet', 'StatefulSet'] as const) {
    for (const workload of snapshot.ofKind(kind, namespace)) {
      if (workload.derived.templateLabels[GATEWAY_NAME] !== name) continue
      const pods = podsOf(workload, snapshot)
      edges.push({
        ...{ from: keyOf(gateway), to: keyOf(workload), relation: 'controller', state: 'resolved' },
        facts: {
          ...{ role: 'data-plane', confidence: 'confirmed', evidence: ['gateway-name'] },
          pods: { ready: pods.filter(isPodReady).length, total: pods.length },
        },
      })
    }
  }
  return edges
}

function labelledServices(gateway: Gateway, snapshot: Snapshot): EdgeOf<'controller'>[] {
  const { name, namespace } = gateway.metadata
  return [...snapshot.ofKind('Service', namespace)]
    .filter(({ metadata }) => metadata.labels[GATEWAY_NAME] === name)
    .map((service) => ({
      ...{ from: keyOf(gateway), to: keyOf(service), relation: 'controller', state: 'resolved' },
      facts: { role: 'service', confidence: 'confirmed', evidence: ['gateway-name'] },
    }))
}

function servicesAtAddress(gateway: Gateway, snapshot: Snapshot): EdgeOf<'controller'>[] {
  const addresses = gateway.status.addresses.flatMap(({ value }) => value ?? [])
  const holders = addresses.flatMap((address) => addressBook(snapshot).get(address) ?? [])
  const services = new Set(holders.flatMap(({ object }) => (parseObjectKey(object)?.kind === 'Service' ? object : [])))
  return [...services].map((to) => ({
    ...{ from: keyOf(gateway), to, relation: 'controller', state: 'ambiguous' },
    facts: { role: 'service', confidence: 'inferred', evidence: ['addresses'] },
  }))
}
