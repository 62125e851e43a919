import type { NetworkPolicy, NetworkPolicyPeer, NetworkPolicyPort, PolicyType } from '../network-policy.ts'
import type { Common } from './projection.ts'
import { each, kept, number, numberOrText, optionalRecord, type Raw, record, sortedTexts, text, texts } from './raw.ts'
import { projectOptionalSelector, projectSelector } from './selectors.ts'

export function projectNetworkPolicy(raw: Raw, { apiVersion, metadata }: Common): NetworkPolicy {
  const spec = record(raw.spec)
  return {
    apiVersion,
    kind: 'NetworkPolicy',
    metadata,
    spec: {
      egress: each(spec.egress, ({ ports, to }) => ({
        ports: each(ports, projectPort),
        to: each(to, projectPeer),
      })),
      ingress: each(spec.ingress, ({ from, ports }) => ({
        from: each(from, projectPeer),
        ports: each(ports, projectPort),
      })),
      podSelector: projectSelector(spec.podSelector),
      policyTypes: policyTypesOf(spec),
    },
  }
}

/** The API server's own default (NetworkPolicySpec.policyTypes, rule I.1.2). */
function policyTypesOf({ egress, policyTypes }: Raw): readonly PolicyType[] {
  const written = sortedTexts<PolicyType>(policyTypes)
  if (written.length > 0) return written
  return Array.isArray(egress) && egress.length > 0 ? ['Egress', 'Ingress'] : ['Ingress']
}

function projectPeer(peer: Raw): NetworkPolicyPeer {
  const ipBlock = optionalRecord(peer.ipBlock)
  return kept<NetworkPolicyPeer>({
    ipBlock: ipBlock && { cidr: text(ipBlock.cidr) ?? '', except: texts(ipBlock.except) },
    namespaceSelector: projectOptionalSelector(peer.namespaceSelector),
    podSelector: projectOptionalSelector(peer.podSelector),
  })
}

function projectPort(port: Raw): NetworkPolicyPort {
  return kept<NetworkPolicyPort>({
    endPort: number(port.endPort),
    port: numberOrText(port.port),
    protocol: text<NetworkPolicyPort['protocol']>(port.protocol) ?? 'TCP',
  })
}
