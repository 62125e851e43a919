import { type MessageView, messageView } from '@portolan/notifier'
import type { Receiver } from '@portolan/pipeline/ports'
import { tellSentence } from './tell-sentence.ts'
import { sampleNotification } from './test-delivery.ts'

/** What a template is tried with before it is kept: an invented incident. */
export function sampleView(language: Receiver['language'], now = 0, cluster = 'sample'): MessageView {
  return messageView(sampleNotification(cluster, now), language, tellSentence)
}
