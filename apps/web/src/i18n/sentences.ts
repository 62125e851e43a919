import { type Sentences, translated } from '@portolan/contract/sentences'
import type { Locale } from './locales.ts'

/** A sentence of the API: its id, what fills its `{places}`, and the English text. */
export interface Sentence {
  readonly id: string
  readonly args: Readonly<Record<string, string | number>>
  readonly text: string
}

/** What a reader is told, and in which language it is. */
export interface Told {
  readonly text: string
  readonly locale: Locale
}

/**
 * The sentence in the reader's language where its catalogue has it and every place of it can be filled, else in English.
 * An object without a namespace, `Node/-/n1`, is told as `Node n1`.
 */
export function tell(sentence: Sentence, sentences: Sentences, locale: Locale): Told {
  const text = translated(sentence, sentences)
  return text === undefined ? { text: withoutDash(sentence.text), locale: 'en' } : { text: withoutDash(text), locale }
}

function withoutDash(text: string): string {
  return text.replace(/\b([A-Z][A-Za-z]+)\/-\//g, '$1 ')
}
