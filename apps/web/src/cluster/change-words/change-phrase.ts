import type { DifferenceLine } from '../difference-line.ts'

/** Every phrase there is; its words are `change.words.<id>`. */
export type PhraseId =
  | 'created'
  | 'appeared'
  | 'wasThere'
  | 'deleted'
  | 'told'
  | 'event'
  | 'repeated'
  | 'holds'
  | 'wants'
  | 'image'
  | 'restarted'
  | 'paused'
  | 'resumed'
  | 'scaled'
  | 'wanted'
  | 'template'
  | 'selector'
  | 'ports'
  | 'weights'
  | 'rules'
  | 'spec'
  | 'ready'
  | 'available'
  | 'updated'
  | 'pods'
  | 'leaving'
  | 'healthy'
  | 'disruptions'
  | 'expected'
  | 'condition'
  | 'why'
  | 'address'
  | 'labels'
  | 'annotations'
  | 'seen'
  | 'asked'
  | 'grace'
  | 'podReady'
  | 'podUnready'
  | 'waiting'
  | 'stopped'
  | 'again'
  | 'phase'
  | 'onNode'
  | 'podAddress'
  | 'cordoned'
  | 'uncordoned'
  | 'taints'
  | 'joined'
  | 'left'
  | 'becameReady'
  | 'becameUnready'
  | 'draining'
  | 'stoppedServing'
  | 'endpoints'
  | 'fields'

/** An endpoint as far as a change itself, or the name of its Pod, tells who it is; one of the two is there. */
export interface EndpointName {
  readonly address?: string
  /** Name of the Pod. */
  readonly name?: string
}

/** One thing that a change did. */
export interface ChangePhrase {
  readonly id: PhraseId
  readonly values: Readonly<Record<string, string | number>>
  /** The endpoints it is about, where they are few and each has a name; otherwise they are counted. */
  readonly who?: readonly EndpointName[]
  /** The words of the cluster's own components, in their language. */
  readonly quote?: string | undefined
  /** The field behind it, where its values say more than the words. */
  readonly line?: DifferenceLine
}

export function phrase(id: PhraseId, values: ChangePhrase['values'] = {}): ChangePhrase {
  return { id, values }
}
