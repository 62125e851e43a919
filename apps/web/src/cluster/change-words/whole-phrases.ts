import type { RecordedChange } from '@portolan/contract'
import { asList, asRecord, asText } from './as-record.ts'
import { type ChangePhrase, phrase } from './change-phrase.ts'

type Told = Readonly<Record<string, unknown>>

/** What an object that came is: as much as one looks for first. Nothing where its name says it. */
const TOLD: Readonly<Record<string, (object: Told) => readonly (ChangePhrase | undefined)[]>> = {
  EndpointSlice: ({ endpoints }) => [
    phrase('holds', {
      count: asList(endpoints).length,
      ready: asList(endpoints).filter((each) => (asRecord(asRecord(each).conditions).ready ?? true) === true).length,
    }),
  ],
  Service: ({ spec }) => [texts([asRecord(spec).type, asRecord(spec).clusterIP])],
  Pod: ({ spec }) => [placed(asText(asRecord(spec).nodeName))],
  Deployment: wanting,
  StatefulSet: wanting,
  ReplicaSet: wanting,
  Ingress: ({ spec }) => [texts([...new Set(asList(asRecord(spec).rules).map((rule) => asRecord(rule).host))])],
  HTTPRoute: hostnames,
  GRPCRoute: hostnames,
  TLSRoute: hostnames,
}

/** How an object came to be known, and what it is. */
export function wholePhrases({ kind, evidence, differences }: RecordedChange): ChangePhrase[] {
  const object = asRecord(differences.find(({ path }) => path === '')?.after)
  if (kind === 'Event' && asText(object.reason) !== undefined) return [eventPhrase(object)]
  const came = phrase(({ watched: 'created', listed: 'appeared', initial: 'wasThere' } as const)[evidence])
  const told = TOLD[kind]?.(object) ?? []
  return [came, ...told.filter((each) => each !== undefined)]
}

/** What a component of the cluster said of an object: its reason and message, in its own words. */
function eventPhrase({ involvedObject, type, reason, message }: Told): ChangePhrase {
  return {
    ...phrase('event', {
      kind: asText(asRecord(involvedObject).kind) ?? '',
      type: type === 'Warning' ? 'Warning' : 'Normal',
      reason: asText(reason) ?? '',
    }),
    quote: asText(message),
  }
}

function wanting({ spec }: Told): readonly ChangePhrase[] {
  const { replicas } = asRecord(spec)
  return typeof replicas === 'number' ? [phrase('wants', { count: replicas })] : []
}

function placed(node: string | undefined): ChangePhrase | undefined {
  return node === undefined ? undefined : phrase('onNode', { node })
}

function hostnames({ spec }: Told): readonly (ChangePhrase | undefined)[] {
  return [texts(asList(asRecord(spec).hostnames))]
}

function texts(values: readonly unknown[]): ChangePhrase | undefined {
  const text = values.flatMap((value) => asText(value) ?? []).join(' ')
  return text === '' ? undefined : phrase('told', { text })
}
