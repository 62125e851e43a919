import type { Ingress } from './ingress.ts'

/** The older way to name a class; a controller's constant, not a reference (rule D.2.2). */
export const INGRESS_CLASS_ANNOTATION = 'kubernetes.io/ingress.class'

/** Name of an Ingress's class: as its spec says, else as the annotation does; `undefined` for none (rule D.2). */
export function ingressClassName({ metadata, spec }: Ingress): string | undefined {
  return spec.ingressClassName ?? metadata.annotations[INGRESS_CLASS_ANNOTATION]
}
