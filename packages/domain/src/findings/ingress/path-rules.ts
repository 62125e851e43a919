import type { Ingress } from '../../kubernetes/ingress.ts'
import { ingressClassName } from '../../kubernetes/ingress-class-name.ts'
import { keyOf, type ObjectKey } from '../../kubernetes/object-key.ts'
import { compareText } from '../../text-order.ts'
import { field, listed, MOST_EVIDENCE } from '../evidence.ts'
import { defineRule, type Rule, type RuleHit } from '../rule.ts'
import type { Derivation, Lookup, RuleView } from '../rule-view.ts'
import { isNginx } from './controller-candidates.ts'
import { CONTROLLER_KINDS } from './controller-kinds.ts'
import { isSameClass } from './ingress-class-of.ts'
import { INGRESSES_OF_HOST, isCanary, olderFirst, type PathOfIngress, pathsOf, placeOf } from './ingress-paths.ts'

const NGINX = 'nginx.ingress.kubernetes.io/'

/** Not the dot, which paths have and nobody means as a pattern. */
const METACHARACTERS = /[*+?^$()[\]{}|\\]/

const regexInPath = defineRule({
  id: 'ING-016',
  group: 'ingress',
  severity: 'warning',
  title: 'A literal path looks like a regular expression',
  description:
    'A path of type Prefix or Exact has characters of regular expressions: it is compared as it is written. ingress-nginx ' +
    'refuses it unless told otherwise (`strict-validate-path-type`).',
  subjects: ['Ingress'],
  inputs: [],
  messages: { default: '{path} of {subject} is compared literally, since it is of type {pathType}' },
  hint: 'Use pathType ImplementationSpecific and, with ingress-nginx, the annotation use-regex.',
  *evaluate(ingress) {
    for (const { at, path, pathType } of pathsOf(ingress)) {
      if (pathType === 'ImplementationSpecific' || !METACHARACTERS.test(path)) continue
      yield {
        about: at,
        values: { path, subject: keyOf(ingress), pathType },
        evidence: [field(ingress, `${at}.path`, path), field(ingress, `${at}.pathType`, pathType)],
      }
    }
  },
})

/** Whether ingress-nginx makes regular expressions of all locations of an Ingress's hosts because of it (rule E.4.7). A canary has none. */
function setsRegexMode(ingress: Ingress): boolean {
  const { annotations } = ingress.metadata
  if (isCanary(ingress)) return false
  if (annotations[`${NGINX}use-regex`] === 'true') return true
  const target = annotations[`${NGINX}rewrite-target`]
  return target !== undefined && [...pathsOf(ingress)].some(({ path }) => path !== target)
}

/** Ingresses that bring regular expressions upon the hosts of their rules. */
export const REGEX_INGRESSES_OF_HOST: Lookup<'Ingress'> = {
  name: 'regex ingresses of host',
  kinds: ['Ingress'],
  *keysOf(ingress) {
    if (setsRegexMode(ingress)) for (const { host } of ingress.spec.rules) yield host ?? ''
  },
}

const regexMode = defineRule({
  id: 'ING-017',
  group: 'ingress',
  severity: 'warning',
  title: 'One Ingress makes regular expressions of all paths of a host',
  description:
    'With ingress-nginx, `use-regex`, or a `rewrite-target` other than the path, in one Ingress makes case-insensitive regular ' +
    'expressions of all paths of its hosts, in every Ingress: Exact and Prefix lose their meaning, `/foo` also takes ' +
    '`/FOOBAR`. Told of the Ingress that causes it, where other paths of the host are Exact or Prefix.',
  subjects: ['Ingress'],
  inputs: ['IngressClass'],
  consults: CONTROLLER_KINDS,
  messages: { default: '{subject} makes regular expressions of all paths of {host}, also of {others}' },
  hint: 'Give the rules with use-regex or rewrite-target a host of their own.',
  *evaluate(ingress, view) {
    if (!setsRegexMode(ingress) || !isNginx(ingress, view)) return
    for (const host of new Set(ingress.spec.rules.map((rule) => rule.host ?? ''))) {
      const others = view
        .lookup(INGRESSES_OF_HOST, host)
        .filter((other) => isSameClass(other, ingress) && !isCanary(other))
        .flatMap((other) => literalPaths(other, host, other === ingress))
      if (others.length === 0) continue
      yield {
        about: `host ${host}`,
        values: { subject: keyOf(ingress), host: host || 'every host', others: listed(others.map(({ text }) => text)) },
        evidence: [
          ...['use-regex', 'rewrite-target'].map((name) =>
            field(ingress, `metadata.annotations['${NGINX}${name}']`, ingress.metadata.annotations[`${NGINX}${name}`]),
          ),
          ...others.slice(0, MOST_EVIDENCE).map(({ at, other, text }) => field(other, at, text)),
        ],
      }
    }
  },
})

/** Exact and Prefix paths at a host; of the Ingress that is the cause only where it has others as well. */
function literalPaths(other: Ingress, host: string, isCause: boolean) {
  const paths = [...pathsOf(other)].filter((path) => path.host === host)
  const literal = paths.filter(({ pathType }) => pathType !== 'ImplementationSpecific')
  if (isCause && literal.length === paths.length) return []
  return literal.map((path) => ({ other, at: path.at, text: placeOf(path) }))
}

/** Ingresses by host and path, whatever the type, the case or a slash at the end: those that may cover each other. */
export const INGRESSES_NEAR: Lookup<'Ingress'> = {
  name: 'ingresses near path',
  kinds: ['Ingress'],
  *keysOf(ingress) {
    for (const path of pathsOf(ingress)) yield nearKey(path)
  },
}

const nearKey = ({ host, path }: PathOfIngress): string => `${host} ${withoutSlash(path).toLowerCase()}`

/** `/` stays. */
const withoutSlash = (path: string): string => (path.length > 1 && path.endsWith('/') ? path.slice(0, -1) : path)

interface RankedPath extends PathOfIngress {
  readonly ingress: Ingress
}

const unreachablePath = defineRule({
  id: 'ING-022',
  group: 'ingress',
  severity: 'warning',
  title: 'A path can never match',
  description:
    'Every request that a path could take is taken by another path that ranks before it. Among Prefix paths `/foo/` takes ' +
    'everything that `/foo` asks for, and by the letter of the API (not with ingress-nginx) also the Exact `/foo`. Where ' +
    'ingress-nginx makes regular expressions of all paths of the host, the one of two that differ in case or type only. Equal ' +
    'paths of one type are ING-009.',
  subjects: ['Ingress'],
  inputs: ['IngressClass'],
  consults: CONTROLLER_KINDS,
  messages: { default: '{place} of {subject} can never match: {winner} of {other} takes all of it' },
  hint: 'Remove one of the two paths.',
  *evaluate(ingress, view) {
    for (const path of pathsOf(ingress)) {
      const own = { ...path, ingress }
      const isRegex = isRegexHost(own, view)
      const winner = neighboursOf(own, view).find((other) =>
        covers(other, own, { isRegex, isNginx: isNginx(ingress, view) }),
      )
      if (winner) yield unreachable(own, winner)
    }
  },
})

function unreachable(own: RankedPath, winner: RankedPath): RuleHit {
  return {
    about: own.at,
    values: {
      place: placeOf(own),
      subject: keyOf(own.ingress),
      winner: placeOf(winner),
      other: keyOf(winner.ingress),
    },
    evidence: [field(own.ingress, own.at, placeOf(own)), field(winner.ingress, winner.at, placeOf(winner))],
    ...(own.pathType === 'Exact' && { confidence: 'inferred' }),
  }
}

function isRegexHost({ host, ingress }: RankedPath, view: RuleView): boolean {
  const causes = view.lookup(REGEX_INGRESSES_OF_HOST, host).filter((other) => isSameClass(other, ingress))
  return causes.length > 0 && isNginx(ingress, view)
}

/** Other paths of the same class that are the same but for type, case or a slash at the end; oldest first. */
function neighboursOf(own: RankedPath, view: RuleView): RankedPath[] {
  return view
    .lookup(INGRESSES_NEAR, nearKey(own))
    .filter((other) => isSameClass(other, own.ingress))
    .sort(olderFirst)
    .flatMap((ingress) => [...pathsOf(ingress)].map((path) => ({ ...path, ingress })))
    .filter((other) => nearKey(other) === nearKey(own) && (other.ingress !== own.ingress || other.at !== own.at))
}

/** Whether one path ranks before another and takes all of it. */
function covers(a: RankedPath, b: RankedPath, { isRegex, isNginx }: { isRegex: boolean; isNginx: boolean }): boolean {
  if (a.path === b.path && a.pathType === b.pathType) return false
  if (isRegex) return coversAsRegex(a, b)
  if (withoutSlash(a.path) !== withoutSlash(b.path) || a.path.length <= b.path.length) return false
  return a.pathType === 'Prefix' && (b.pathType === 'Prefix' || (b.pathType === 'Exact' && !isNginx))
}

/** Equal but for case: the first of them that is tried takes everything. Longer first, then by path descending (rule E.4.5). */
function coversAsRegex(a: RankedPath, b: RankedPath): boolean {
  if (a.path.toLowerCase() !== b.path.toLowerCase() || METACHARACTERS.test(a.path)) return false
  return compareText(b.path, a.path) < 0 || (a.path === b.path && olderFirst(a.ingress, b.ingress) < 0)
}

/** Ingresses with exact hosts, by each wildcard that covers the host, and by `''`. */
export const INGRESSES_UNDER: Lookup<'Ingress'> = {
  name: 'ingresses with hosts under',
  kinds: ['Ingress'],
  *keysOf(ingress) {
    const className = ingressClassName(ingress) ?? ''
    for (const { host, http } of ingress.spec.rules) {
      if (host === undefined || host.startsWith('*.') || !http) continue
      yield underKey(className, '')
      yield underKey(className, `*${host.slice(host.indexOf('.'))}`)
    }
  },
}

const underKey = (className: string, host: string): string => `${className} ${host}`

/** Up to three Ingresses of a class with exact hosts under a wildcard host, or under none. */
const HIDING_INGRESSES: Derivation<readonly ObjectKey[]> = {
  name: 'hiding ingresses',
  compute: (key, view) => view.lookup(INGRESSES_UNDER, key).slice(0, 3).map(keyOf),
}

const hiddenByExactHost = defineRule({
  id: 'ING-023',
  group: 'ingress',
  severity: 'info',
  title: 'Exact hosts hide the paths of a wildcard',
  description:
    'A rule for a wildcard host, or for every host, has paths that are not looked at for a host that has a rule of its own: ' +
    'with most controllers requests do not fall through from one host to the next. Routers like Traefik do.',
  subjects: ['Ingress'],
  inputs: [],
  messages: { default: 'Paths of {host} in {subject} do not apply to the hosts of {others}' },
  hint: 'Repeat the paths for the exact hosts where they are meant to apply there too.',
  *evaluate(ingress, view) {
    for (const [index, { host = '', http }] of ingress.spec.rules.entries()) {
      if (!http || (host !== '' && !host.startsWith('*.'))) continue
      const others = view.derive(HIDING_INGRESSES, underKey(ingressClassName(ingress) ?? '', host))
      if (others.length === 0) continue
      const at = `spec.rules[${index}].host`
      yield {
        about: at,
        values: { host: host || 'every host', subject: keyOf(ingress), others: listed(others) },
        evidence: [
          field(ingress, at, host === '' ? null : host),
          ...others.map((object) => ({ object, path: 'spec.rules[*].host', value: 'under it' })),
        ],
        confidence: 'inferred',
      }
    }
  },
})

/** What the paths of an Ingress can match. */
export const INGRESS_PATH_RULES: readonly Rule[] = [regexInPath, regexMode, unreachablePath, hiddenByExactHost]
