import type { Ingress } from '../../kubernetes/ingress.ts'

const PREFIX = 'nginx.ingress.kubernetes.io/'
const TRUE = /^(?:1|t|T|true|TRUE|True)$/
const FALSE = /^(?:0|f|F|false|FALSE|False)$/

/** An annotation of ingress-nginx; `undefined` for an absent or empty one. */
export function nginxAnnotation({ metadata }: Ingress, name: string): string | undefined {
  return metadata.annotations[PREFIX + name] || undefined
}

/** A switch; what is no truth value leaves the default. */
export function isOn(ingress: Ingress, name: string, { byDefault = false } = {}): boolean {
  const value = nginxAnnotation(ingress, name) ?? ''
  return TRUE.test(value) || (byDefault && !FALSE.test(value))
}

export function isCanary(ingress: Ingress): boolean {
  return isOn(ingress, 'canary')
}

/** A whole number ≥ 0; `undefined` for anything else. */
export function nginxNumber(ingress: Ingress, name: string): number | undefined {
  const value = nginxAnnotation(ingress, name) ?? ''
  return /^\d{1,9}$/.test(value) ? Number(value) : undefined
}

/** Where an annotation is written. */
export function annotationField(name: string): string {
  return `metadata.annotations["${PREFIX}${name}"]`
}
