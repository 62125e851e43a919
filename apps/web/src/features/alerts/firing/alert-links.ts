import type { Alert } from '@portolan/contract'
import { objectHref } from '../../../cluster/object-href.ts'
import { partsOfKey } from '../../../cluster/object-key.ts'
import { hrefWith } from '../../../frame/namespaces.ts'

/** Where one can look at what an alert is about, as it was when it began. */
export interface AlertLinks {
  readonly map: string | undefined
  readonly page: string
  readonly rollout: string | undefined
  readonly trace: string | undefined
}

/** @param rollout id of the rollout that caused its incident */
export function alertLinks({ subject, since, sinceSeq, routes }: Alert, rollout?: string): AlertLinks {
  const parts = partsOfKey(subject)
  const at = sinceSeq > 0 ? `seq:${sinceSeq}` : since
  const [url] = routes
  const page = objectHref(parts)
  return {
    map:
      parts.namespace === null
        ? undefined
        : hrefWith('/map/', {
            namespace: parts.namespace,
            at,
            ...(parts.kind === 'Service' && { focus: subject }),
          }),
    page: `${page}${page.includes('?') ? '&' : '?'}at=${encodeURIComponent(at)}`,
    rollout: rollout === undefined ? undefined : hrefWith('/rollout/', { id: rollout }),
    trace: url === undefined ? undefined : hrefWith('/trace/', { url, at }),
  }
}
