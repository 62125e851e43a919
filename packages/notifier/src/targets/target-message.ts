import type { Delivery, ReceiverTarget } from '@portolan/pipeline/ports'
import type { MessageText } from '../message/message-templates.ts'
import type { MessageView } from '../message/message-view.ts'
import type { ReadSecret } from '../secrets/secret-reader.ts'

/** Everything a target makes its request of. */
export interface OutgoingMessage {
  readonly delivery: Delivery
  readonly view: MessageView
  readonly text: MessageText
  readonly readSecret: ReadSecret
  /** Epoch ms of this attempt. */
  readonly now: number
}

/** The target of one type. */
export type TargetOf<Type extends ReceiverTarget['type']> = Extract<ReceiverTarget, { readonly type: Type }>

/** Headers of every request with a JSON body. */
export const JSON_HEADERS: Readonly<Record<string, string>> = {
  'content-type': 'application/json',
  'user-agent': 'portolan',
}
