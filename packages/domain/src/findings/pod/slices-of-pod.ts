import type { Lookup } from '../rule-view.ts'

/** EndpointSlices by the uids of the Pods that they have. */
export const SLICES_OF_POD: Lookup<'EndpointSlice'> = {
  name: 'slices of pod',
  kinds: ['EndpointSlice'],
  keysOf: ({ endpoints }) =>
    endpoints.flatMap(({ targetRef }) => (targetRef?.kind === 'Pod' ? (targetRef.uid ?? []) : [])),
}
