import { CONTROLLER_FAMILIES, familyOfController, INGRESS_NGINX } from '../../controllers/controller-families.ts'
import { CERTAIN_SCORE } from '../../controllers/controller-traits.ts'
import { ingressClassName } from '../../kubernetes/ingress-class-name.ts'
import { keyOf } from '../../kubernetes/object-key.ts'
import { field, listed, MOST_EVIDENCE } from '../evidence.ts'
import type { Evidence } from '../finding.ts'
import { defineRule, type Rule } from '../rule.ts'
import type { Derivation } from '../rule-view.ts'
import {
  CLASS_ADDRESSES,
  CONTROLLER_CANDIDATES,
  CONTROLLER_FAMILY,
  type ControllerCandidate,
} from './controller-candidates.ts'
import { CONTROLLER_KINDS } from './controller-kinds.ts'
import { INGRESSES_OF_CLASS } from './ingress-class-of.ts'

/** One Ingress of a class, so that it is in use; `''` for none. */
const USER_OF_CLASS: Derivation<string> = {
  name: 'user of class',
  compute(className, view) {
    const [first] = view.lookup(INGRESSES_OF_CLASS, className)
    return first ? keyOf(first) : ''
  },
}

const withoutController = defineRule({
  id: 'ING-005',
  group: 'ingress',
  severity: 'error',
  title: 'Nobody serves a class',
  description:
    'An IngressClass that Ingresses use exists, and no Ready Pod is found for its `spec.controller`. Told of the class, once ' +
    'for all its Ingresses. Not decided for controllers whose data plane is outside of the cluster. Inferred unless a ' +
    'candidate is certain (score 100).',
  subjects: ['IngressClass'],
  inputs: ['Ingress', 'Pod', 'Deployment', 'DaemonSet', 'StatefulSet'],
  consults: ['Node', 'Service'],
  messages: {
    default:
      'No Pod of controller {controller} is Ready, which {subject} needs, and {ingress} with it; found {candidates}',
    none: 'No Pod of controller {controller} is found, which {subject} needs, and {ingress} with it',
  },
  hint: 'Start the controller, or see why its Pods are not Ready.',
  *evaluate(ingressClass, view) {
    const { controller } = ingressClass.spec
    const { name } = ingressClass.metadata
    if (controller === undefined || familyOfController(controller)?.isExternal) return
    const user = view.derive(USER_OF_CLASS, name)
    const candidates = view.derive(CONTROLLER_CANDIDATES, name)
    if (user === '' || candidates.some(({ isReady }) => isReady)) return
    yield {
      ...(candidates.length === 0 && { variant: 'none' }),
      values: {
        controller,
        subject: keyOf(ingressClass),
        ingress: user,
        candidates: listed(candidates.map(({ object }) => object)),
      },
      evidence: [
        field(ingressClass, 'spec.controller', controller),
        ...candidates.slice(0, MOST_EVIDENCE).map(evidenceOf),
      ],
      confidence: candidates.some(({ score }) => score >= CERTAIN_SCORE) ? 'proven' : 'inferred',
      command: 'kubectl get pods -A -o wide',
    }
  },
})

function evidenceOf({ object, isReady, score }: ControllerCandidate): Evidence {
  return { object, path: 'status.conditions[Ready]', value: { ready: isReady, score } }
}

/** How long a controller may take to write its address into an Ingress. */
const ADDRESS_MS = 120_000

const withoutAddress = defineRule({
  id: 'ING-008',
  group: 'ingress',
  severity: 'warning',
  title: 'An Ingress gets no address',
  description:
    'The class exists, and `status.loadBalancer.ingress` has been empty for more than two minutes since the Ingress was ' +
    'created or got its class.',
  subjects: ['Ingress'],
  inputs: ['IngressClass'],
  consults: ['Ingress'],
  holdsForMs: ADDRESS_MS,
  messages: {
    default: '{subject} of class {name} has no address; no other Ingress of the class has one either',
    'others-have': '{subject} of class {name} has no address, while {other} of the same class has one',
  },
  hint: 'The controller does not accept it (namespace scope, admission webhook, RBAC), or has no published address: read its log.',
  *evaluate(ingress, view) {
    const name = ingress.spec.ingressClassName
    if (name === undefined || ingress.status.loadBalancer.ingress.length > 0) return
    if (!view.find('IngressClass', undefined, name)) return
    const [{ ingress: other } = { ingress: '' }] = view.gathered(CLASS_ADDRESSES, name)
    yield {
      about: `class ${name}`,
      ...(other !== '' && { variant: 'others-have' }),
      values: { subject: keyOf(ingress), name, other },
      evidence: [
        field(ingress, 'status.loadBalancer.ingress', []),
        field(ingress, 'metadata.creationTimestamp', ingress.metadata.creationTimestamp),
        ...(other === '' ? [] : [{ object: other, path: 'status.loadBalancer.ingress', value: 'set' }]),
      ],
      from: Date.parse(ingress.metadata.creationTimestamp) + ADDRESS_MS,
    }
  },
})

const foreignAnnotations = defineRule({
  id: 'ING-018',
  group: 'ingress',
  severity: 'info',
  title: 'Annotations are for another controller',
  description: "An Ingress carries annotations of a family of controllers other than its class's.",
  subjects: ['Ingress'],
  inputs: ['IngressClass'],
  consults: CONTROLLER_KINDS,
  messages: { default: '{subject} is served by {family}, on which {names} has no effect' },
  hint: "Remove them, or write what they mean as annotations of the class's controller.",
  *evaluate(ingress, view) {
    const className = ingressClassName(ingress)
    const family = className === undefined ? '' : view.derive(CONTROLLER_FAMILY, className)
    if (family === '') return
    const names = [...Object.keys(ingress.metadata.annotations), ...ingress.derived.otherAnnotations]
    const foreign = names.filter((name) => familiesOfAnnotation(name).some((one) => one !== family)).sort()
    if (foreign.length === 0) return
    yield {
      values: { subject: keyOf(ingress), family, names: listed(foreign) },
      evidence: foreign.slice(0, MOST_EVIDENCE).map((name) => field(ingress, `metadata.annotations['${name}']`, 'set')),
    }
  },
})

function familiesOfAnnotation(name: string): string[] {
  return CONTROLLER_FAMILIES.filter(({ annotations }) => annotations.some((prefix) => name.startsWith(prefix))).map(
    (family) => family.name,
  )
}

const retiredController = defineRule({
  id: 'ING-021',
  group: 'ingress',
  severity: 'info',
  title: 'A class is served by ingress-nginx',
  description: 'The controller of a class is ingress-nginx, which got its last maintenance in March 2026.',
  subjects: ['IngressClass'],
  inputs: [],
  consults: CONTROLLER_KINDS,
  messages: { default: '{subject} is served by ingress-nginx ({images}), which was retired in March 2026' },
  hint: 'Plan the migration to a maintained controller or to the Gateway API.',
  *evaluate(ingressClass, view) {
    const { name } = ingressClass.metadata
    if (view.derive(CONTROLLER_FAMILY, name) !== INGRESS_NGINX) return
    const candidates = view.derive(CONTROLLER_CANDIDATES, name)
    const images = [...new Set(candidates.flatMap((candidate) => candidate.images))].sort()
    yield {
      values: { subject: keyOf(ingressClass), images: listed(images) || 'no Pod found' },
      evidence: [
        field(ingressClass, 'spec.controller', ingressClass.spec.controller),
        ...candidates
          .slice(0, MOST_EVIDENCE)
          .map(({ images: value, object }) => ({ object, path: 'spec.containers[*].image', value })),
      ],
    }
  },
})

/** Who serves an Ingress. */
export const INGRESS_CONTROLLER_RULES: readonly Rule[] = [
  withoutController,
  withoutAddress,
  foreignAnnotations,
  retiredController,
]
