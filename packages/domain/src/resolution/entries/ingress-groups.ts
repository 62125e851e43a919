import type { Snapshot } from '../../history/snapshot.ts'
import type { Ingress } from '../../kubernetes/ingress.ts'
import { INGRESS_CLASS_ANNOTATION } from '../../kubernetes/ingress-class-name.ts'
import type { IngressGroup } from './ingress-entry.ts'
import { NGINX_ANNOTATION, NGINX_CONTROLLER, type NginxSettings, nginxSettings } from './nginx-workloads.ts'

/**
 * Ingresses by who serves them: classes with one controller string are served together (rule D.2). An Ingress of a class
 * that is not there, or of none, is a group of its own kind: nobody is known to serve it.
 */
export function ingressGroups(snapshot: Snapshot): IngressGroup[] {
  const grouping = new Grouping(nginxSettings(snapshot))
  for (const { metadata, spec } of snapshot.ofKind('IngressClass')) grouping.addClass(metadata.name, spec.controller)
  for (const ingress of snapshot.ofKind('Ingress')) grouping.groupOf(ingress).ingresses.push(ingress)
  return grouping.groups()
}

class Grouping {
  readonly #groups = new Map<string, IngressGroup>()
  readonly #byClass = new Map<string, IngressGroup>()
  readonly #settings: readonly NginxSettings[]

  constructor(settings: readonly NginxSettings[]) {
    this.#settings = settings
  }

  groups(): IngressGroup[] {
    return [...this.#groups.values()]
  }

  addClass(name: string, controller: string | undefined): void {
    const group = controller ? this.#ofController(controller) : this.#named(`class ${name}`, name)
    group.classes.add(name)
    this.#byClass.set(name, group)
  }

  groupOf({ spec, metadata }: Ingress): IngressGroup {
    const { ingressClassName } = spec
    const annotated = metadata.annotations[INGRESS_CLASS_ANNOTATION]
    if (ingressClassName)
      return this.#byClass.get(ingressClassName) ?? this.#named(`class ${ingressClassName}`, ingressClassName)
    if (annotated) return this.#ofAnnotation(annotated)
    const taker = this.#settings.find(({ takesClassless }) => takesClassless)
    return taker ? this.#ofController(taker.controller) : this.#named('no class', 'no class')
  }

  /** A controller compares the annotation with a constant of its own, which is mostly the name of its class too. */
  #ofAnnotation(value: string): IngressGroup {
    const taker = this.#settings.find(({ annotation }) => annotation === value)
    if (taker) return this.#ofController(taker.controller)
    const sameName = this.#byClass.get(value)
    if (sameName) return sameName
    return value === NGINX_ANNOTATION ? this.#ofController(NGINX_CONTROLLER) : this.#named(`annotation ${value}`, value)
  }

  #ofController(controller: string): IngressGroup {
    const settings = this.#settings.find((each) => each.controller === controller)
    const isNginx = controller === NGINX_CONTROLLER || settings !== undefined
    return this.#group(`controller ${controller}`, {
      name: controller,
      controller,
      profile: isNginx ? 'ingress-nginx' : 'ingress',
      ...(settings?.defaultBackend !== undefined && { defaultBackend: settings.defaultBackend }),
    })
  }

  #named(key: string, name: string): IngressGroup {
    return this.#group(key, { name, profile: 'ingress' })
  }

  #group(key: string, about: Omit<IngressGroup, 'classes' | 'ingresses'>): IngressGroup {
    const group = this.#groups.get(key) ?? { ...about, classes: new Set<string>(), ingresses: [] }
    this.#groups.set(key, group)
    return group
  }
}
