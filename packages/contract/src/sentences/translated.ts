/** Sentences of one language by id, with `{places}`; also titles and hints of rules, as `SVC-001:title`, `SVC-001:hint`. */
export type Sentences = Readonly<Record<string, string>>

/** What a sentence of the API is made of: its id, and what fills its places. */
interface Translatable {
  readonly id: string
  readonly args: Readonly<Record<string, string | number>>
}

/** The sentence by a catalogue; `undefined` where that lacks it, or where one of its places cannot be filled. */
export function translated({ id, args }: Translatable, sentences: Sentences): string | undefined {
  const template = Object.hasOwn(sentences, id) ? sentences[id] : undefined
  if (template === undefined || placesOf(template).some((place) => args[place] === undefined)) return undefined
  return template.replace(PLACE, (_, place: string) => String(args[place]))
}

const PLACE = /\{(\w+)\}/g

/** `['host', 'count']` of `{host} has {count} rules`. */
export function placesOf(template: string): string[] {
  return [...template.matchAll(PLACE)].map(([, place = '']) => place)
}
