import type { Ingress } from '../../kubernetes/ingress.ts'
import { keyOf } from '../../kubernetes/object-key.ts'
import { coversHost, isTlsHost } from '../../topology/relations/ingress-routes.ts'
import { field, MOST_EVIDENCE } from '../evidence.ts'
import { EVENTS_OF_OBJECT } from '../lookups.ts'
import { defineRule, type Rule } from '../rule.ts'

/** A message of a controller that is about the secret of a certificate. */
const SECRET_TROUBLE = /secret|certificate|\btls\b|x509/i

const hostWithoutTls = defineRule({
  id: 'ING-012',
  group: 'ingress',
  severity: 'warning',
  title: 'A host has no TLS although its Ingress has',
  description:
    'A rule has a host that no `tls[].hosts` covers, in an Ingress with TLS. A wildcard covers one more label.',
  subjects: ['Ingress'],
  inputs: [],
  messages: {
    default: 'Host {host} of {subject} is in none of its TLS entries: it gets a default certificate or none',
  },
  hint: 'Add the host to spec.tls.',
  *evaluate(ingress) {
    const { rules, tls } = ingress.spec
    if (tls.length === 0) return
    for (const [index, { host }] of rules.entries()) {
      if (host === undefined || isTlsHost(ingress, host)) continue
      const at = `spec.rules[${index}].host`
      const hosts = tls.map((entry) => entry.hosts)
      yield {
        about: at,
        values: { host, subject: keyOf(ingress) },
        evidence: [field(ingress, at, host), field(ingress, 'spec.tls[*].hosts', hosts)],
      }
    }
  },
})

const tlsWithoutRule = defineRule({
  id: 'ING-013',
  group: 'ingress',
  severity: 'info',
  title: 'A TLS host has no rule',
  description:
    'A host of `tls[].hosts` is the host of no rule. A rule without a host, and a default backend, answer for every host.',
  subjects: ['Ingress'],
  inputs: [],
  messages: { default: 'TLS host {host} of {subject} has no rule' },
  hint: 'Remove the host from spec.tls, or add its rule.',
  *evaluate(ingress) {
    if (answersForAll(ingress)) return
    const ruled = ingress.spec.rules.flatMap(({ host }) => host ?? [])
    for (const [index, { hosts }] of ingress.spec.tls.entries()) {
      for (const [position, host] of hosts.entries()) {
        if (ruled.some((rule) => coversHost(host, rule) || coversHost(rule, host))) continue
        const at = `spec.tls[${index}].hosts[${position}]`
        yield {
          about: at,
          values: { host, subject: keyOf(ingress) },
          evidence: [field(ingress, at, host), field(ingress, 'spec.rules[*].host', ruled)],
        }
      }
    }
  },
})

function answersForAll({ spec }: Ingress): boolean {
  return spec.defaultBackend !== undefined || spec.rules.some(({ host }) => host === undefined)
}

const secretTrouble = defineRule({
  id: 'ING-014',
  group: 'ingress',
  severity: 'warning',
  title: 'The certificate of an Ingress is in trouble',
  description:
    'A TLS entry names no Secret, or the controller wrote a warning Event about the Secret. Where TLS is passed through ' +
    '(annotation `ssl-passthrough`) no Secret is needed. Secrets themselves are never read.',
  subjects: ['Ingress'],
  inputs: [],
  consults: ['Event'],
  messages: {
    default: '{at} of {subject} names no Secret: the default certificate is served',
    event: 'The controller says of {subject}: {message}',
  },
  hint: 'Create a Secret of type kubernetes.io/tls and name it; until then the default certificate is served.',
  *evaluate(ingress, view) {
    const subject = keyOf(ingress)
    const isPassedThrough = ingress.metadata.annotations['nginx.ingress.kubernetes.io/ssl-passthrough'] === 'true'
    for (const [index, { secretName }] of ingress.spec.tls.entries()) {
      if (secretName !== undefined || isPassedThrough) continue
      const at = `spec.tls[${index}]`
      yield { about: at, values: { at, subject }, evidence: [field(ingress, `${at}.secretName`, null)] }
    }
    const warnings = view
      .lookup(EVENTS_OF_OBJECT, subject)
      .filter(({ message, type }) => type === 'Warning' && SECRET_TROUBLE.test(message))
    const newest = warnings.at(-1)
    if (!newest || ingress.spec.tls.length === 0) return
    yield {
      about: 'event',
      variant: 'event',
      values: { subject, message: newest.message },
      evidence: warnings.slice(-MOST_EVIDENCE).map((event) => field(event, 'message', event.message)),
      confidence: 'inferred',
      command: `kubectl get events -n ${ingress.metadata.namespace} --field-selector involvedObject.name=${ingress.metadata.name}`,
    }
  },
})

/** TLS of an Ingress. */
export const INGRESS_TLS_RULES: readonly Rule[] = [hostWithoutTls, tlsWithoutRule, secretTrouble]
