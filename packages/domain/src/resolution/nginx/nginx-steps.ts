import { evidenceOfHost, hostMessage } from '../ingress/decide-by-spec.ts'
import { say } from '../messages/message.ts'
import type { ResolutionStep } from '../resolution.ts'
import { annotationField, nginxAnnotation } from './annotations.ts'
import type { Deciding } from './deciding.ts'
import { mainChoice } from './nginx-backends.ts'
import { winningCandidate } from './nginx-candidates.ts'
import { rewriteTarget } from './nginx-server.ts'
import { rewrittenPath } from './rewrite.ts'

export function hostStep({ request, covering }: Deciding): ResolutionStep {
  const { server, hostClass } = covering
  const evidence = evidenceOfHost(server.claimants, server.host)
  if (hostClass === 'any' && server.claimants.length === 0) {
    const hasRule = server.locations.some(({ upstream }) => upstream.ingress)
    const message = say(hasRule ? 'host.any' : 'host.none', { host: request.host })
    return { id: 'host', state: hasRule ? 'ok' : 'fail', message, evidence }
  }
  return { id: 'host', state: 'ok', message: hostMessage(request.host, { host: server.host, hostClass }), evidence }
}

export function pathStep({ chosen, path, context }: Deciding): ResolutionStep {
  const { upstream, text } = chosen.location
  if (chosen.kind === 'undecided')
    return { id: 'path', state: 'unknown', message: say('path.undecided', { pattern: text }), evidence: [] }
  const winner = winningCandidate({ chosen })
  if (winner) {
    const message = say('path.won', { pathType: upstream.pathType, path: upstream.path, request: path })
    return { id: 'path', state: 'ok', message, evidence: [{ object: winner.object, field: winner.field }] }
  }
  const own = mainChoice(upstream)
  if (own) {
    const message = say('path.default-backend', { request: path, source: own.evidence.object })
    return { id: 'path', state: 'ok', message, evidence: [own.evidence] }
  }
  const id = context.defaultBackend ? 'path.controller-default' : 'path.none'
  return {
    id: 'path',
    state: context.defaultBackend ? 'ok' : 'fail',
    message: say(id, { request: path }),
    evidence: [],
  }
}

/** What the backend sees in the place of the path and host that were asked for. */
export function rewriteSteps({ chosen, path }: Pick<Deciding, 'chosen' | 'path'>): ResolutionStep[] {
  const { upstream } = chosen.location
  const target = rewriteTarget(upstream)
  const candidate = winningCandidate({ chosen })
  if (!candidate || !upstream.ingress || chosen.kind !== 'taken') return []
  const steps: ResolutionStep[] = []
  if (target !== undefined) {
    const message = say('filters.rewrite', { path: rewrittenPath(target, chosen.groups) || path })
    const evidence = [{ object: candidate.object, field: annotationField('rewrite-target') }]
    steps.push({ id: 'filters', state: 'ok', message, evidence })
  }
  const host = nginxAnnotation(upstream.ingress, 'upstream-vhost')
  if (host !== undefined) {
    const evidence = [{ object: candidate.object, field: annotationField('upstream-vhost') }]
    steps.push({ id: 'filters', state: 'ok', message: say('filters.rewrite-host', { host }), evidence })
  }
  return steps
}
