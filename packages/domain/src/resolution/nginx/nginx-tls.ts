import { tlsEntryFor } from '../ingress/certificate.ts'
import { type Message, say } from '../messages/message.ts'
import type { ReadRequest } from '../request/read-request.ts'
import type { ResolutionStep } from '../resolution.ts'
import type { NginxServer } from './nginx-server.ts'

/** TLS as a server has it. */
export interface NginxTls {
  readonly hasCertificate: boolean
  readonly step: ResolutionStep
  readonly ambiguities: readonly Message[]
}

/** The server's own certificate, or the controller's (rule E.4.13). An entry that does not name the host is for its certificate to settle. */
export function tlsOf({ host, protocol }: ReadRequest, server: NginxServer): NginxTls {
  const name = server.host || host
  const entry = tlsEntryFor(name, server.claimants)
  const hasCertificate = entry !== undefined && (entry.isExact || entry.secret !== undefined)
  const isOpen = hasCertificate && !entry.isExact && entry.secret !== undefined
  const ambiguities = isOpen ? [say('ambiguity.certificate-decides', { secret: entry.secret ?? '', host: name })] : []
  if (protocol !== 'https') {
    const step: ResolutionStep = { id: 'tls', state: 'ok', message: say('tls.plain', {}), evidence: [] }
    return { hasCertificate, step, ambiguities }
  }
  const message =
    entry?.secret === undefined ? say('tls.default-certificate', { host }) : say('tls.secret', { secret: entry.secret })
  const step: ResolutionStep = {
    id: 'tls',
    state: isOpen ? 'ambiguous' : 'ok',
    message,
    evidence: entry ? [entry.evidence] : [],
  }
  return { hasCertificate, step, ambiguities }
}
