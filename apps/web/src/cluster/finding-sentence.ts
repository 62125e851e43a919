import type { Finding } from '@portolan/contract'
import type { Sentence } from '../i18n/sentences.ts'

/** What a finding says, to be told in the reader's language. */
export function sentenceOf({ message }: Pick<Finding, 'message'>): Sentence {
  return { id: message.id, args: message.values, text: message.text }
}

/** What its rule is called, and what to do about it. */
export function titleOf({ rule, title }: { rule: string; title: string }): Sentence {
  return { id: `${rule}:title`, args: {}, text: title }
}

/** What to do about a finding, for the catalogue: the English text is what its rule says. */
export function hintOf({ rule, hint }: Pick<Finding, 'rule' | 'hint'>): Sentence {
  return { id: `${rule}:hint`, args: {}, text: hint }
}

/** Which finding is meant, in links: a rule holds for a subject, or for one part of it. */
export function findingId({ rule, subject, about }: Pick<Finding, 'rule' | 'subject' | 'about'>): string {
  return about === undefined ? `${rule} ${subject}` : `${rule} ${subject} ${about}`
}
