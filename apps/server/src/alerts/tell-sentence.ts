import { createRequire } from 'node:module'
import { type Sentences, translated } from '@portolan/contract/sentences'
import type { TellSentence } from '@portolan/notifier'
import type { Receiver } from '@portolan/pipeline/ports'

/** What the product says is English: other languages have a catalogue, the same as in the browser. */
const CATALOGUES: Readonly<Partial<Record<Receiver['language'], Sentences>>> = {
  'zh-CN': createRequire(import.meta.url)('@portolan/contract/sentences/zh-CN.json'),
}

/** A sentence in the language of a receiver; English where its catalogue lacks it. */
export const tellSentence: TellSentence = (sentence, language) =>
  translated(sentence, CATALOGUES[language] ?? {}) ?? sentence.text
