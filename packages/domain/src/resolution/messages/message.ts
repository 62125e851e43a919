import { type ArgsOfText, type Sentence, sentence } from '../../sentences/sentence.ts'
import { RESOLUTION_MESSAGES, type ResolutionMessageId } from './catalogue.ts'

export type Message = Sentence<ResolutionMessageId>

/** What a message must be told. */
export type ArgsOf<Id extends ResolutionMessageId> = ArgsOfText<(typeof RESOLUTION_MESSAGES)[Id]>

/** Say a message; its arguments are those its text has places for. */
export function say<Id extends ResolutionMessageId>(id: Id, args: ArgsOf<Id>): Message {
  return sentence(id, RESOLUTION_MESSAGES[id], args)
}
