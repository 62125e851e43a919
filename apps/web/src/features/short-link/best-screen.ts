import { objectHref } from '../../cluster/object-href.ts'
import { partsOfKey } from '../../cluster/object-key.ts'

/** `Service/shop/web` → the page that tells most of it; `undefined` for what is no key of an object. */
export function bestScreen(key: string): string | undefined {
  const { kind, namespace, name } = partsOfKey(key)
  if (!/^[A-Z][A-Za-z]*$/.test(kind) || name === '') return undefined
  return objectHref({ kind, namespace, name })
}
