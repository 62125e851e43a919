import { type Endpoint, isReady, isServing, isTerminating } from '../../kubernetes/endpoint-slice.ts'

/**
 * Which endpoints proxies choose from: `ready` takes those only, as ingress-nginx and gateways do; `kube-proxy` falls back on
 * those that still serve while they terminate where none is ready. Traffic policies and topology hints are not looked at.
 * Source: kube-proxy CategorizeEndpoints for policy Cluster, rule D.5.
 */
export function usedEndpoints<Item extends { readonly endpoint: Endpoint }>(
  items: readonly Item[],
  by: 'ready' | 'kube-proxy',
): readonly Item[] {
  const ready = items.filter(({ endpoint }) => isReady(endpoint))
  if (by === 'ready' || ready.length > 0) return ready
  return items.filter(({ endpoint }) => isServing(endpoint) && isTerminating(endpoint))
}
