import { type ArgsOfText, type Sentence, sentence } from '../sentences/sentence.ts'

/**
 * Every sentence of a verdict, in English. An id is never given another meaning: catalogues of other languages and tests rely
 * on it. `{name}` is a place for an argument; durations and times come as text that needs no translation (`4.2 s`,
 * `14:03:07.120–14:03:11.310 UTC`).
 */
export const VERDICT_MESSAGES = {
  // The way it should be
  hitless: 'Hitless: never fewer than {minReady} of {desired} endpoints ready',
  'hitless.drained':
    'Hitless: never fewer than {minReady} of {desired} endpoints ready; old Pods drained {drain} after the new ones took over',
  'hitless.so-far': 'Hitless so far: never fewer than {minReady} of {desired} endpoints ready',
  'hitless.none-wanted': 'Hitless: no Pods were wanted',
  'hitless.publishes-not-ready':
    'Never fewer than {minReady} of {desired} endpoints listed, but {service} publishes Pods that are not ready',

  // Some were missing
  reduced:
    'Reduced: only {minReady} of {desired} endpoints ready at times; fewer than the {minAvailable} that are promised for {duration}',

  // None was there
  'outage.inherited': '{duration} with no endpoint, {span}, because none was ready when the rollout was requested',
  'outage.recreate-strategy':
    '{duration} with no endpoint, {span}, because strategy Recreate removes every old Pod before it makes a new one',
  'outage.budget-allows-zero':
    '{duration} with no endpoint, {span}, because maxUnavailable let every Pod go before a successor was ready',
  'outage.only-pod':
    '{duration} with no endpoint, {span}, because maxUnavailable let the only Pod go before its successor was ready',
  'outage.on-delete':
    '{duration} with no endpoint, {span}, because strategy OnDelete makes a new Pod only where an old one is deleted',
  'outage.endpoint-lag': '{duration} with no endpoint, {span}, because new Pods were Ready before their endpoints were',
  'outage.endpoints-lost':
    '{duration} with no endpoint, {span}, because endpoints were lost that the strategy promises to keep',
  'outages.inherited':
    '{duration} with no endpoint in {count} stretches; the longest, {span}, because none was ready when the rollout was requested',
  'outages.recreate-strategy':
    '{duration} with no endpoint in {count} stretches; the longest, {span}, because strategy Recreate removes every old Pod before it makes a new one',
  'outages.budget-allows-zero':
    '{duration} with no endpoint in {count} stretches; the longest, {span}, because maxUnavailable let every Pod go before a successor was ready',
  'outages.only-pod':
    '{duration} with no endpoint in {count} stretches; the longest, {span}, because maxUnavailable let the only Pod go before its successor was ready',
  'outages.on-delete':
    '{duration} with no endpoint in {count} stretches; the longest, {span}, because strategy OnDelete makes a new Pod only where an old one is deleted',
  'outages.endpoint-lag':
    '{duration} with no endpoint in {count} stretches; the longest, {span}, because new Pods were Ready before their endpoints were',
  'outages.endpoints-lost':
    '{duration} with no endpoint in {count} stretches; the longest, {span}, because endpoints were lost that the strategy promises to keep',

  // It does not get on
  'stalled.progress-deadline-exceeded':
    'Stalled: no progress within the deadline; never fewer than {minReady} of {desired} endpoints ready',
  'stalled.failed-create':
    'Stalled: new Pods could not be created; never fewer than {minReady} of {desired} endpoints ready',
  'stalled.progress-deadline-exceeded.unseen':
    'Stalled: no progress within the deadline; what became of the endpoints was not seen',
  'stalled.failed-create.unseen': 'Stalled: new Pods could not be created; what became of the endpoints was not seen',

  // It cannot be told
  'unknown.blind':
    'Unknown: endpoints were not followed for {duration}; when they were, never fewer than {minReady} of {desired} ready',
  'unknown.no-service': 'Unknown: no Service has endpoints of these Pods',
} as const

export type VerdictMessageId = keyof typeof VERDICT_MESSAGES

export type VerdictMessage = Sentence<VerdictMessageId>

/** What a message must be told. */
export type VerdictArgs<Id extends VerdictMessageId> = ArgsOfText<(typeof VERDICT_MESSAGES)[Id]>

/** Say a message; its arguments are those its text has places for. */
export function sayVerdict<Id extends VerdictMessageId>(id: Id, args: VerdictArgs<Id>): VerdictMessage {
  return sentence(id, VERDICT_MESSAGES[id], args)
}
