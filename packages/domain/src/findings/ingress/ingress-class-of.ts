import type { Ingress } from '../../kubernetes/ingress.ts'
import { INGRESS_CLASS_ANNOTATION } from '../../kubernetes/ingress-class-name.ts'
import type { Lookup, RuleView } from '../rule-view.ts'

/** Name of an Ingress's class: as its spec says, else as the deprecated annotation does; `undefined` for none (rule D.2). */
export function classNameOf({ metadata, spec }: Ingress): string | undefined {
  return spec.ingressClassName ?? metadata.annotations[INGRESS_CLASS_ANNOTATION]
}

/** Controller string of an Ingress's class; `undefined` where the class is unknown or names none. */
export function controllerStringOf(ingress: Ingress, view: RuleView): string | undefined {
  const name = classNameOf(ingress)
  return name === undefined ? undefined : view.find('IngressClass', undefined, name)?.spec.controller
}

/** Whether two Ingresses are for the same controller. */
export function isSameClass(a: Ingress, b: Ingress): boolean {
  return classNameOf(a) === classNameOf(b)
}

/** Ingresses by the name of their class. */
export const INGRESSES_OF_CLASS: Lookup<'Ingress'> = {
  name: 'ingresses of class',
  kinds: ['Ingress'],
  keysOf: (ingress) => [classNameOf(ingress) ?? ''],
}
