import type { SearchAnswer } from '@portolan/contract'

const RULE_KINDS: readonly string[] = ['Ingress', 'HTTPRoute', 'GRPCRoute']

/** Hosts that rules name and a request can be sent to, each once, best first. A wildcard is no host to ask for. */
export function hostsFound(kinds: SearchAnswer['kinds']): readonly string[] {
  const hosts = kinds
    .filter(({ kind }) => RULE_KINDS.includes(kind))
    .flatMap(({ hits }) => hits.filter(({ by, text }) => by === 'host' && !text.startsWith('*')))
    .map(({ text }) => text)
  return [...new Set(hosts)]
}
