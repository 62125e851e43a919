import { hrefWith, serviceHref } from '../frame/namespaces.ts'

/** The best screen for an object: its page where it has one, else its part of the log. */
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
  return hrefWith('/log/', { kind, namespace: namespace ?? undefined, name })
}
