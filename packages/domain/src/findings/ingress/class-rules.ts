import type { IngressClass } from '../../kubernetes/ingress-class.ts'
import { INGRESS_CLASS_ANNOTATION } from '../../kubernetes/ingress-class-name.ts'
import { keyOf, objectKey } from '../../kubernetes/object-key.ts'
import { compareText } from '../../text-order.ts'
import { absence, field, listed, MOST_EVIDENCE } from '../evidence.ts'
import { defineRule, type Rule } from '../rule.ts'
import type { RuleView } from '../rule-view.ts'
import { nearestNames } from '../similarity.ts'

const DEFAULT_CLASS_ANNOTATION = 'ingressclass.kubernetes.io/is-default-class'
const ANNOTATION_PATH = `metadata.annotations['${INGRESS_CLASS_ANNOTATION}']`

/** Exactly `"true"`, as the admission plugin asks (rule D.2). */
const isDefault = ({ metadata }: IngressClass): boolean => metadata.annotations[DEFAULT_CLASS_ANNOTATION] === 'true'

/** All classes, the one that admission would choose first: newest, then by name (rule 0.4). */
function classesOf(view: RuleView): IngressClass[] {
  return [...view.ofKind('IngressClass')].sort(
    ({ metadata: a }, { metadata: b }) =>
      compareText(b.creationTimestamp, a.creationTimestamp) || compareText(a.name, b.name),
  )
}

const nameOf = ({ metadata }: IngressClass): string => metadata.name

const withoutClass = defineRule({
  id: 'ING-003',
  group: 'ingress',
  severity: 'error',
  title: 'An Ingress has no class',
  description:
    'Neither `spec.ingressClassName` nor the deprecated annotation is set. The default class is written into an Ingress when ' +
    'it is created, never later: an Ingress that is older than the default class stays without.',
  subjects: ['Ingress'],
  inputs: ['IngressClass'],
  messages: {
    default: '{subject} has no class, so that most controllers ignore it; there is no default class',
    'has-default':
      '{subject} has no class, so that most controllers ignore it; the default class {name} applies at creation only',
  },
  hint: 'Set spec.ingressClassName.',
  *evaluate(ingress, view) {
    if (ingress.spec.ingressClassName !== undefined) return
    if (ingress.metadata.annotations[INGRESS_CLASS_ANNOTATION]) return
    const classes = classesOf(view)
    const chosen = classes.find(isDefault)
    yield {
      ...(chosen && { variant: 'has-default' }),
      values: { subject: keyOf(ingress), name: chosen ? nameOf(chosen) : '' },
      evidence: [
        field(ingress, 'spec.ingressClassName', null),
        field(ingress, 'metadata.creationTimestamp', ingress.metadata.creationTimestamp),
        ...classes
          .slice(0, MOST_EVIDENCE)
          .flatMap((one) => [
            field(
              one,
              `metadata.annotations['${DEFAULT_CLASS_ANNOTATION}']`,
              one.metadata.annotations[DEFAULT_CLASS_ANNOTATION],
            ),
            field(one, 'metadata.creationTimestamp', one.metadata.creationTimestamp),
          ]),
      ],
      command: 'kubectl get ingressclasses -o wide',
    }
  },
})

const missingClass = defineRule({
  id: 'ING-004',
  group: 'ingress',
  severity: 'error',
  title: 'An Ingress names a class that does not exist',
  description: '`spec.ingressClassName` names an IngressClass that is not there.',
  subjects: ['Ingress'],
  inputs: ['IngressClass'],
  messages: {
    default: '{subject} is of class {name}, which does not exist',
    near: '{subject} is of class {name}, which does not exist; there is {near}',
  },
  hint: 'Correct the name, or install the class.',
  *evaluate(ingress, view) {
    const name = ingress.spec.ingressClassName
    if (name === undefined || view.find('IngressClass', undefined, name)) return
    const names = classesOf(view).map(nameOf).sort()
    const near = nearestNames(name, names)
    yield {
      ...(near.length > 0 && { variant: 'near' }),
      values: { subject: keyOf(ingress), name, near: listed(near) },
      evidence: [
        field(ingress, 'spec.ingressClassName', name),
        absence(objectKey('IngressClass', undefined, name)),
        ...names.slice(0, MOST_EVIDENCE).map((one) => ({
          object: objectKey('IngressClass', undefined, one),
          path: 'metadata.name',
          value: one,
        })),
      ],
      command: 'kubectl get ingressclasses',
    }
  },
})

const annotationDiffers = defineRule({
  id: 'ING-006',
  group: 'ingress',
  severity: 'warning',
  title: 'The class annotation contradicts the class',
  description: 'The deprecated annotation `kubernetes.io/ingress.class` and `spec.ingressClassName` differ.',
  subjects: ['Ingress'],
  inputs: [],
  messages: {
    default: '{subject} is of class {name} and annotated with {annotated}: controllers differ in which they read',
  },
  hint: 'Remove the annotation.',
  *evaluate(ingress) {
    const name = ingress.spec.ingressClassName
    const annotated = ingress.metadata.annotations[INGRESS_CLASS_ANNOTATION]
    if (name === undefined || annotated === undefined || name === annotated) return
    yield {
      values: { subject: keyOf(ingress), name, annotated },
      evidence: [field(ingress, 'spec.ingressClassName', name), field(ingress, ANNOTATION_PATH, annotated)],
    }
  },
})

const severalDefaults = defineRule({
  id: 'ING-007',
  group: 'ingress',
  severity: 'warning',
  title: 'There are several default classes',
  description:
    'More than one IngressClass is annotated as the default. Since 1.36 the newest is taken, by name where they are equally ' +
    'old; older servers refuse to create an Ingress without a class. Told of the one that is taken.',
  subjects: ['IngressClass'],
  inputs: [],
  messages: { default: 'IngressClasses {names} are all the default; Kubernetes 1.36 takes {name}' },
  hint: 'Keep one default class.',
  *evaluate(ingressClass, view) {
    if (!isDefault(ingressClass)) return
    const defaults = classesOf(view).filter(isDefault)
    if (defaults.length < 2 || defaults[0] !== ingressClass) return
    yield {
      values: { names: listed(defaults.map(nameOf).sort()), name: nameOf(ingressClass) },
      evidence: defaults
        .slice(0, MOST_EVIDENCE)
        .map((one) => field(one, 'metadata.creationTimestamp', one.metadata.creationTimestamp)),
      command: 'kubectl get ingressclasses -o yaml',
    }
  },
})

const annotationOnly = defineRule({
  id: 'ING-020',
  group: 'ingress',
  severity: 'info',
  title: 'The class is only annotated',
  description: 'Only the deprecated annotation `kubernetes.io/ingress.class` says the class.',
  subjects: ['Ingress'],
  inputs: [],
  messages: { default: '{subject} says its class {annotated} by the deprecated annotation only' },
  hint: 'Move it to spec.ingressClassName.',
  *evaluate(ingress) {
    const annotated = ingress.metadata.annotations[INGRESS_CLASS_ANNOTATION]
    if (ingress.spec.ingressClassName !== undefined || !annotated) return
    yield {
      values: { subject: keyOf(ingress), annotated },
      evidence: [field(ingress, ANNOTATION_PATH, annotated), field(ingress, 'spec.ingressClassName', null)],
    }
  },
})

/** What class an Ingress is of. */
export const INGRESS_CLASS_RULES: readonly Rule[] = [
  withoutClass,
  missingClass,
  annotationDiffers,
  severalDefaults,
  annotationOnly,
]
