import type { Service } from '../kubernetes/service.ts'
import { isMatchedBy } from '../services/matching-workloads.ts'
import { compareText } from '../text-order.ts'
import type { Lookup, RuleView } from './rule-view.ts'

const labelKey = (namespace: string, key: string, value: string): string => `${namespace}/${key}=${value}`

/** Services by one label of their selector: an object without it is not selected. */
export const SERVICES_BY_SELECTOR: Lookup<'Service'> = {
  name: 'services by selector',
  kinds: ['Service'],
  *keysOf({ metadata, spec }) {
    const [pair] = Object.entries(spec.selector).sort(([a], [b]) => compareText(a, b))
    if (pair && spec.type !== 'ExternalName') yield labelKey(metadata.namespace ?? '', ...pair)
  },
}

/** Services of a namespace that select Pods with these labels, by name. */
export function servicesSelecting(
  namespace: string,
  labels: Readonly<Record<string, string>>,
  view: RuleView,
): Service[] {
  return Object.entries(labels)
    .flatMap(([key, value]) => view.lookup(SERVICES_BY_SELECTOR, labelKey(namespace, key, value)))
    .filter(({ spec }) => isMatchedBy(labels, spec.selector))
    .sort((a, b) => compareText(a.metadata.name, b.metadata.name))
}
