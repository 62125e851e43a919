/**
 * Whether a path begins with the elements of a prefix: both split by `/`, one trailing slash of each ignored, case-sensitive.
 * Source: networking.k8s.io/v1 PathTypePrefix, gateway.networking.k8s.io/v1 PathMatchPathPrefix, rule E.2.
 */
export function hasPathPrefix(path: string, prefix: string): boolean {
  const elements = withoutTrailingSlash(prefix)
  if (elements === '') return true
  const requested = withoutTrailingSlash(path)
  return requested.startsWith(elements) && (requested.length === elements.length || requested[elements.length] === '/')
}

function withoutTrailingSlash(path: string): string {
  return path.endsWith('/') ? path.slice(0, -1) : path
}
