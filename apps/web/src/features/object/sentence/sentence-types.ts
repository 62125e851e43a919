/** How good or bad it is: in order, partly, not at all, not known, or nothing is wanted of it. */
export type SentenceLook = 'ok' | 'part' | 'bad' | 'unknown' | 'rest'

/** One sentence of the catalogue (`object.sentence.<id>`), what fills it, and the sign before it. */
export interface ObjectSentence {
  readonly id:
    | 'podReady'
    | 'podNotReady'
    | 'podWaiting'
    | 'podPending'
    | 'podLeaving'
    | 'podEnded'
    | 'workload'
    | 'workloadPaused'
    | 'scaledToZero'
    | 'nodeReady'
    | 'nodeCordoned'
    | 'nodeNotReady'
    | 'ingress'
    | 'route'
    | 'routeUnattached'
    | 'routeRefused'
    | 'gateway'
    | 'class'
    | 'slice'
    | 'autoscaler'
    | 'policy'
    | 'budget'
    | 'grant'
    | 'event'
    | 'there'
  readonly look: SentenceLook
  readonly values: Readonly<Record<string, string | number>>
}
