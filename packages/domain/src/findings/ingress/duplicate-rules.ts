import type { Ingress } from '../../kubernetes/ingress.ts'
import { keyOf } from '../../kubernetes/object-key.ts'
import { field, listed, MOST_EVIDENCE } from '../evidence.ts'
import type { Evidence } from '../finding.ts'
import { defineRule, type Rule } from '../rule.ts'
import type { RuleView } from '../rule-view.ts'
import { isSameClass } from './ingress-class-of.ts'
import {
  CANARY,
  INGRESSES_AT,
  INGRESSES_OF_HOST,
  isCanary,
  olderFirst,
  type PathOfIngress,
  pathsOf,
  placeOf,
} from './ingress-paths.ts'

/** Ingresses of the same class with the same host, path and type of path, oldest first. */
function rivalsAt(ingress: Ingress, path: PathOfIngress, view: RuleView): Ingress[] {
  return view
    .lookup(INGRESSES_AT, placeOf(path))
    .filter((other) => isSameClass(other, ingress))
    .sort(olderFirst)
}

/** Each path once: an Ingress may repeat one. */
function placesOf(ingress: Ingress): ReadonlyMap<string, PathOfIngress> {
  const places = new Map<string, PathOfIngress>()
  for (const path of pathsOf(ingress)) if (!places.has(placeOf(path))) places.set(placeOf(path), path)
  return places
}

const created = (ingress: Ingress): Evidence =>
  field(ingress, 'metadata.creationTimestamp', ingress.metadata.creationTimestamp)

const duplicatePath = defineRule({
  id: 'ING-009',
  group: 'ingress',
  severity: 'warning',
  title: 'Two Ingresses ask for the same requests',
  description:
    'Two Ingresses of one class, neither of them a canary, have the same host, path and type of path. ingress-nginx takes the ' +
    'oldest; the API says nothing about it. Told of those that lose.',
  subjects: ['Ingress'],
  inputs: [],
  messages: { default: '{place} of {subject} is already taken by {winner}, which is older' },
  hint: 'Remove one of the two rules.',
  *evaluate(ingress, view) {
    if (isCanary(ingress)) return
    for (const [place, path] of placesOf(ingress)) {
      const [winner] = rivalsAt(ingress, path, view).filter((other) => !isCanary(other))
      if (!winner || winner === ingress) continue
      yield {
        about: path.at,
        values: { place, subject: keyOf(ingress), winner: keyOf(winner) },
        evidence: [field(ingress, path.at, place), created(ingress), created(winner)],
      }
    }
  },
})

const lonelyCanary = defineRule({
  id: 'ING-010',
  group: 'ingress',
  severity: 'error',
  title: 'A canary has nothing to be the canary of',
  description:
    'A canary Ingress has a path for which there is no other Ingress of the class with the same host, path and type of path: ' +
    'ingress-nginx ignores it. Near matches are told, above all those that differ in the type of path only.',
  subjects: ['Ingress'],
  inputs: [],
  messages: {
    default: 'Canary {subject} has {place}, which no other Ingress of its class has: it is ignored',
    near: 'Canary {subject} has {place}, which no other Ingress of its class has: it is ignored; near: {near}',
  },
  hint: 'Align host, path and pathType with the Ingress it is the canary of.',
  *evaluate(ingress, view) {
    if (!isCanary(ingress)) return
    for (const [place, path] of placesOf(ingress)) {
      if (rivalsAt(ingress, path, view).some((other) => !isCanary(other))) continue
      const near = nearMatches(ingress, path, view)
      yield {
        about: path.at,
        ...(near.length > 0 && { variant: 'near' }),
        values: { subject: keyOf(ingress), place, near: listed(near.map(({ text }) => text)) },
        evidence: [
          field(ingress, `metadata.annotations['${CANARY}']`, 'true'),
          field(ingress, path.at, place),
          ...near.slice(0, MOST_EVIDENCE).map(({ at, other, text }) => field(other, at, text)),
        ],
      }
    }
  },
})

/** Paths of the same host that differ in the type of path only, then the others that differ in the path. */
function nearMatches(ingress: Ingress, { host, path, pathType }: PathOfIngress, view: RuleView) {
  const others = view.lookup(INGRESSES_OF_HOST, host).filter((other) => !isCanary(other) && isSameClass(other, ingress))
  const paths = others.flatMap((other) =>
    [...pathsOf(other)]
      .filter((candidate) => candidate.host === host && (candidate.path === path || candidate.pathType === pathType))
      .map((candidate) => ({ other, at: candidate.at, path: candidate.path, text: placeOf(candidate) })),
  )
  return paths.sort((a, b) => Number(b.path === path) - Number(a.path === path))
}

const secondCanary = defineRule({
  id: 'ING-011',
  group: 'ingress',
  severity: 'warning',
  title: 'A location has several canaries',
  description:
    'More than one canary Ingress of a class has the same host, path and type of path. ingress-nginx uses the first. Told of ' +
    'the others.',
  subjects: ['Ingress'],
  inputs: [],
  messages: { default: 'Canary {subject} is not used for {place}: {winner} came first' },
  hint: 'Keep one canary per location.',
  *evaluate(ingress, view) {
    if (!isCanary(ingress)) return
    for (const [place, path] of placesOf(ingress)) {
      const canaries = rivalsAt(ingress, path, view).filter(isCanary)
      const [winner] = canaries
      if (!winner || winner === ingress) continue
      yield {
        about: path.at,
        values: { subject: keyOf(ingress), place, winner: keyOf(winner) },
        evidence: canaries.slice(0, MOST_EVIDENCE).map(created),
      }
    }
  },
})

/** Ingresses that ask for the same requests. */
export const INGRESS_DUPLICATE_RULES: readonly Rule[] = [duplicatePath, lonelyCanary, secondCanary]
