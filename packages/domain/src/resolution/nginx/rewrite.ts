/**
 * The path a backend sees: the target with `$1` to `$9` replaced by what the location's groups caught. The whole path is
 * replaced, whatever the location left unmatched (rule E.4.10).
 */
export function rewrittenPath(target: string, groups: readonly (string | undefined)[]): string {
  const path = target.replace(/\$(\d)/g, (_, digit: string) => groups[Number(digit)] ?? '')
  return path.startsWith('/') ? path : `/${path}`
}
