/**
 * Whether a path begins with the elements of a prefix: both split by `/`, one trailing slash of each ignored, case-sensitive.
 * Source: networking.k8s.io/v1 PathTypePrefix, gateway.networking.k8s.io/v1 PathMatchPathPrefix, rule E.2.
 */
export function hasPathPrefix(path: string, prefix: string): boolean {
  const elements = prefix.endsWith('/') ? prefix.slice(0, -1) : prefix
  if (!path.startsWith(elements)) return false
  return path.length === elements.length ? !elements.endsWith('/') : path[elements.length] === '/'
}
