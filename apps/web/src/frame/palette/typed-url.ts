/** What was typed, if it is a whole HTTP URL: one that can be traced although no rule names its host. */
export function typedUrl(typed: string): string | undefined {
  const url = typed.trim()
  return /^https?:\/\/[^\s/]\S*$/i.test(url) ? url : undefined
}
