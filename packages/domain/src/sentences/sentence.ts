/** A sentence that can be told in any language: a stable id with its arguments, and the English text. */
export interface Sentence<Id extends string> {
  readonly id: Id
  readonly args: Readonly<Record<string, string | number>>
  readonly text: string
}

/** Names of the places in a text: `'host' | 'count'` of `'{host} has {count} rules'`. */
type PlacesOf<Text extends string> = Text extends `${string}{${infer Place}}${infer Rest}`
  ? Place | PlacesOf<Rest>
  : never

/** What a text must be told: a value for each of its places. */
export type ArgsOfText<Text extends string> = Readonly<Record<PlacesOf<Text>, string | number>>

/** The sentence of a text, with its arguments in their places. */
export function sentence<Id extends string>(id: Id, text: string, args: Sentence<Id>['args']): Sentence<Id> {
  return { id, args, text: text.replace(/\{(\w+)\}/g, (_, place: string) => String(args[place])) }
}
