import type { Ingress } from '../../kubernetes/ingress.ts'
import { ingressClassName } from '../../kubernetes/ingress-class-name.ts'
import type { Lookup } from '../rule-view.ts'

/** Whether two Ingresses are for the same controller. */
export function isSameClass(a: Ingress, b: Ingress): boolean {
  return ingressClassName(a) === ingressClassName(b)
}

/** Ingresses by the name of their class. */
export const INGRESSES_OF_CLASS: Lookup<'Ingress'> = {
  name: 'ingresses of class',
  kinds: ['Ingress'],
  keysOf: (ingress) => [ingressClassName(ingress) ?? ''],
}
