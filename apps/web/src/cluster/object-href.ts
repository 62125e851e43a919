import { hrefWith, serviceHref } from '../frame/namespaces.ts'

/** The page of an object: Services have one of their own. */
export function objectHref({
  kind,
  namespace,
  name,
}: {
  kind: string
  namespace: string | null
  name: string
}): string {
  if (kind === 'Service' && namespace !== null) return serviceHref({ namespace, name })
  return hrefWith('/object/', { kind, namespace: namespace ?? undefined, name })
}
