import type { Snapshot } from '../history/snapshot.ts'
import { objectKey } from '../kubernetes/object-key.ts'
import { RequestIndex } from '../resolution/request-index.ts'
import type { ResolutionOptions } from '../resolution/resolution-options.ts'
import type { UrlPattern } from '../resolution/reverse/url-pattern.ts'
import { urlsOf } from '../resolution/reverse/urls-of.ts'
import type { Rollout } from './rollout-types.ts'

/**
 * Every Ingress rule and route that leads to a Service of a rollout, in the order of `rollout.services`; for each at most
 * `MAX_URL_PATTERNS`.
 *
 * @param snapshot of the whole cluster: routes may come from other namespaces
 */
export function rolloutUrls(
  { services }: Pick<Rollout, 'services'>,
  snapshot: Snapshot,
  options: ResolutionOptions = {},
): readonly UrlPattern[] {
  const index = options.index ?? RequestIndex.of(snapshot)
  return services.flatMap(({ service }) => {
    const [namespace, name = ''] = service.split('/')
    return urlsOf(snapshot, objectKey('Service', namespace, name), { ...options, index })
  })
}
