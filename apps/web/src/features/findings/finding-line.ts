import type { Finding } from '@portolan/contract'

/** A finding as a line of a file; its sentence is in English, as everywhere outside of the interface. */
export function findingLine({ rule, severity, subject, about, message, since, confidence, hint }: Finding) {
  return { rule, severity, subject, about, sentence: message.text, since, confidence, hint }
}
