import { keyOf } from '../../kubernetes/object-key.ts'
import { nameOf, type PathRule } from '../ingress/path-rule.ts'
import { type Message, say } from '../messages/message.ts'
import { isOn } from './annotations.ts'
import type { Deciding } from './deciding.ts'

/**
 * What ingress-nginx settles in a way that others would not, or that its documentation leaves open (rule E.3).
 *
 * @param lower a rule of a less specific host that would match
 */
export function nginxAmbiguities({ covering, chosen, request }: Deciding, lower: PathRule | undefined): Message[] {
  const { server } = covering
  const { upstream, text } = chosen.location
  const found: Message[] = []
  if (lower) found.push(say('ambiguity.no-fall-through', { lower: nameOf(lower) }))
  if (server.isRegex) found.push(say('ambiguity.regex-server', {}))
  else if (server.twice.has(text)) found.push(say('ambiguity.same-location-twice', { path: text }))
  const prefix = upstream.pathType === 'Exact' ? server.upstreams.get(`Prefix ${upstream.path}/`)?.rule : undefined
  if (prefix && upstream.rule)
    found.push(say('ambiguity.exact-and-longer-prefix', { exact: nameOf(upstream.rule), prefix: nameOf(prefix) }))
  if (upstream.backend && !upstream.rule && upstream.ingress && upstream.ingress.spec.rules.length > 0) {
    found.push(say('ambiguity.default-backend-with-rules', { source: keyOf(upstream.ingress) }))
  }
  if (request.protocol === 'https' && server.claimants.some((ingress) => isOn(ingress, 'ssl-passthrough')))
    found.push(say('ambiguity.ssl-passthrough', {}))
  return found
}
