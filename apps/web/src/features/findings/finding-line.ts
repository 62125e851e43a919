import type { Finding } from '@portolan/contract'

/** A finding as a line of a file; its sentence is in English, as everywhere outside of the interface. */
export function findingLine({ rule, severity, subject, about, message, since, confidence, hint }: Finding) {
  return { rule, severity, subject, about, sentence: message.text, since, confidence, hint }
}

/** Fields of a file by the column that shows them, where the names differ. */
export const FINDING_FIELDS = { sentence: ['sentence', 'hint'], subject: ['subject', 'about'] }
