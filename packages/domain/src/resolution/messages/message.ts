import { RESOLUTION_MESSAGES, type ResolutionMessageId } from './catalogue.ts'

/** A sentence that can be told in any language: a stable id with its arguments, and the English text. */
export interface Message {
  readonly id: ResolutionMessageId
  readonly args: Readonly<Record<string, string | number>>
  readonly text: string
}

/** Names of the places in a text: `'host' | 'count'` of `'{host} has {count} rules'`. */
type PlacesOf<Text extends string> = Text extends `${string}{${infer Place}}${infer Rest}`
  ? Place | PlacesOf<Rest>
  : never

/** What a message must be told. */
export type ArgsOf<Id extends ResolutionMessageId> = Readonly<
  Record<PlacesOf<(typeof RESOLUTION_MESSAGES)[Id]>, string | number>
>

/** Say a message; its arguments are those its text has places for. */
export function say<Id extends ResolutionMessageId>(id: Id, args: ArgsOf<Id>): Message {
  const values: Readonly<Record<string, string | number>> = args
  const text = RESOLUTION_MESSAGES[id].replace(/\{(\w+)\}/g, (_, place: string) => String(values[place]))
  return { id, args: values, text }
}
