import type { Ingress } from '../../kubernetes/ingress.ts'
import { keyOf } from '../../kubernetes/object-key.ts'
import { say } from '../messages/message.ts'
import type { ReadRequest } from '../request/read-request.ts'
import type { ResolutionStep } from '../resolution.ts'
import { annotationField, isOn, nginxAnnotation, nginxNumber } from './annotations.ts'

/** An answer that sends the client elsewhere. */
export interface NginxRedirect {
  readonly status: number
  readonly location: string
  readonly step: ResolutionStep
}

/** `no-tls-redirect-locations` as ingress-nginx is shipped. */
const NEVER_TO_HTTPS = '/.well-known/acme-challenge'

/** The redirect by an annotation other than to HTTPS; nginx looks at these first. */
export function annotatedRedirect(ingress: Ingress, request: ReadRequest, path: string): NginxRedirect | undefined {
  const appRoot = nginxAnnotation(ingress, 'app-root')
  if (appRoot !== undefined && path === '/')
    return redirect(ingress, 'app-root', { status: 302, location: `${originOf(request)}${appRoot}` })
  const temporal = nginxAnnotation(ingress, 'temporal-redirect')
  if (temporal !== undefined) {
    const status = nginxNumber(ingress, 'temporal-redirect-code') ?? 302
    return redirect(ingress, 'temporal-redirect', { status, location: temporal })
  }
  const permanent = nginxAnnotation(ingress, 'permanent-redirect')
  if (permanent === undefined) return undefined
  const status = nginxNumber(ingress, 'permanent-redirect-code') ?? 301
  return redirect(ingress, 'permanent-redirect', { status, location: permanent })
}

/** Whether plain HTTP is sent to HTTPS: by default where the server has a certificate (rule E.1). */
export function httpsRedirect(ingress: Ingress, request: ReadRequest, hasTls: boolean): NginxRedirect | undefined {
  if (request.protocol !== 'http' || request.path.startsWith(NEVER_TO_HTTPS)) return undefined
  const isForced = isOn(ingress, 'force-ssl-redirect')
  if (!isForced && !(hasTls && isOn(ingress, 'ssl-redirect', { byDefault: true }))) return undefined
  const location = `https://${hostInUrl(request)}${request.path}${request.query}`
  const evidence = [{ object: keyOf(ingress), field: isForced ? annotationField('force-ssl-redirect') : 'spec.tls' }]
  return {
    status: 308,
    location,
    step: { id: 'tls', state: 'ok', message: say('tls.https-redirect', {}), evidence },
  }
}

function redirect(ingress: Ingress, annotation: string, to: { status: number; location: string }): NginxRedirect {
  const message = say('filters.annotation-redirect', { annotation, location: to.location })
  const evidence = [{ object: keyOf(ingress), field: annotationField(annotation) }]
  return { ...to, step: { id: 'filters', state: 'ok', message, evidence } }
}

function originOf(request: ReadRequest): string {
  return `${request.protocol}://${hostInUrl(request)}`
}

/** As it stands in a URL, without a port. */
export function hostInUrl({ host }: { host: string }): string {
  return host.includes(':') ? `[${host}]` : host
}
