import type { Ingress } from '../../kubernetes/ingress.ts'
import { ingressClassName } from '../../kubernetes/ingress-class-name.ts'
import type { Lookup, RuleView } from '../rule-view.ts'

/** Controller string of an Ingress's class; `undefined` where the class is unknown or names none. */
export function controllerStringOf(ingress: Ingress, view: RuleView): string | undefined {
  const name = ingressClassName(ingress)
  return name === undefined ? undefined : view.find('IngressClass', undefined, name)?.spec.controller
}

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
