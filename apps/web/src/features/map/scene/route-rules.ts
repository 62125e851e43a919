import type {
  BackendFacts,
  GatewayRouteFacts,
  GRPCRouteMatch,
  HTTPRouteMatch,
  IngressRouteFacts,
} from '@portolan/domain'
import { edgeFacts, isEdgeOf } from './facts.ts'
import type { MarkedEdge } from './marks.ts'
import { compareText, groupBy } from './order.ts'
import type { LinkState, Rule, Target } from './scene.ts'

/** One edge that a rule is made of, with the card it leads to. */
export interface RuleEdge {
  readonly edge: MarkedEdge
  readonly to: string
}

/** Rules of one Ingress and host: one per path, by path; the default backend last. */
export function ingressRules(edges: readonly RuleEdge[]): Rule[] {
  const rules = edges.map(({ edge, to }) => {
    if (isEdgeOf(edge, 'default-backend')) {
      const target = targetOf({ edge, to }, edgeFacts(edge), undefined)
      return { path: undefined, pathType: undefined, conditions: [], isDefaultBackend: true, targets: [target] }
    }
    const { path, pathType, ...facts } = edge.facts as unknown as IngressRouteFacts
    const target = targetOf({ edge, to }, facts, undefined)
    return { path, pathType, conditions: [], isDefaultBackend: false, targets: [target] }
  })
  return rules.sort(byPath)
}

function byPath(a: Rule, b: Rule): number {
  return (
    Number(a.isDefaultBackend) - Number(b.isDefaultBackend) ||
    compareText(a.path ?? '', b.path ?? '') ||
    compareText(a.pathType ?? '', b.pathType ?? '') ||
    compareText(a.conditions.join(), b.conditions.join()) ||
    compareText(targetsText(a), targetsText(b))
  )
}

function targetsText({ targets }: Rule): string {
  return targets.map(({ to, port }) => `${to}:${port}`).join()
}

/** Rules of one route: one per match, by path; its backends share the traffic by weight. */
export function gatewayRules(edges: readonly RuleEdge[]): Rule[] {
  const byMatch = groupBy(edges, ({ edge }) => JSON.stringify((edge.facts as { match?: unknown }).match ?? null))
  const rules = [...byMatch.values()].map((unsorted) => {
    const backends = unsorted.sort((a, b) => compareText(a.to, b.to))
    const facts = backends.map(({ edge }) => edge.facts as unknown as GatewayRouteFacts)
    const [first] = facts
    const isShared = backends.length > 1
    return {
      path: first?.path,
      pathType: first?.pathType,
      conditions: first?.match ? conditionsOf(first.match) : [],
      isDefaultBackend: false,
      targets: backends.map((backend, at) =>
        targetOf(backend, facts[at] ?? {}, isShared ? (facts[at]?.share ?? 0) : undefined),
      ),
    }
  })
  return rules.sort(byPath)
}

function targetOf(
  { edge, to }: RuleEdge,
  facts: BackendFacts & { refused?: string },
  share: number | undefined,
): Target {
  const state: LinkState = facts.refused !== undefined ? 'refused' : edge.state
  return { to, port: facts.port, share, state, why: whyNowhere(state, facts), mark: edge.mark }
}

function whyNowhere(state: LinkState, { absent }: BackendFacts): Target['why'] {
  if (state === 'refused') return 'refused'
  if (state !== 'missing') return undefined
  return absent === 'port' ? 'no-port' : 'no-object'
}

/** What a match asks for beside its path, each as short text: `GET`, `x-canary: 1`, `?debug=1`, `shop.Cart/Add`. */
function conditionsOf(match: HTTPRouteMatch | GRPCRouteMatch): string[] {
  const headers = (match.headers ?? []).map(({ name, value }) => `${name}: ${value}`)
  if (!('path' in match)) {
    const { method } = match
    const called = method && [method.service, method.method].filter(Boolean).join('/')
    return [...(called ? [called] : []), ...headers]
  }
  const parameters = (match.queryParams ?? []).map(({ name, value }) => `?${name}=${value}`)
  return [...(match.method ? [match.method] : []), ...headers, ...parameters]
}

/** It leads nowhere: whoever asks for it gets an error, whatever the endpoints do. */
export function isToNowhere({ targets }: Rule): boolean {
  return targets.some(({ state }) => state === 'missing' || state === 'refused')
}
