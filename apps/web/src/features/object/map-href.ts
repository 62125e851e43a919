import { partsOfKey } from '../../cluster/object-key.ts'
import { hrefWith } from '../../frame/namespaces.ts'

/** The map of an object's namespace with the object in its drawer, at the instant shown or at another one. */
export function mapHref(focus: string, at?: string): string {
  const { namespace } = partsOfKey(focus)
  return hrefWith('/map/', { namespace: namespace ?? undefined, focus, at })
}
