import type { Locale } from './locales.ts'

/** A sentence of the API: its id, what fills its `{places}`, and the English text. */
export interface Sentence {
  readonly id: string
  readonly args: Readonly<Record<string, string | number>>
  readonly text: string
}

/** Sentences of one language by id, with `{places}`; also titles and hints of rules, as `SVC-001:title`, `SVC-001:hint`. */
export type Sentences = Readonly<Record<string, string>>

/** What a reader is told, and in which language it is. */
export interface Told {
  readonly text: string
  readonly locale: Locale
}

/** The sentence in the reader's language where its catalogue has it and every place of it can be filled, else in English. */
export function tell({ id, args, text }: Sentence, sentences: Sentences, locale: Locale): Told {
  const template = Object.hasOwn(sentences, id) ? sentences[id] : undefined
  if (template === undefined || placesOf(template).some((place) => args[place] === undefined))
    return { text, locale: 'en' }
  return { text: template.replace(PLACE, (_, place: string) => String(args[place])), locale }
}

const PLACE = /\{(\w+)\}/g

/** `['host', 'count']` of `{host} has {count} rules`. */
export function placesOf(template: string): string[] {
  return [...template.matchAll(PLACE)].map(([, place = '']) => place)
}
