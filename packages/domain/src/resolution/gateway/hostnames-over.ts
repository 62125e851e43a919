import { wildcardsOver } from '../host-match.ts'

/** Hostnames of the Gateway API that cover a host, the most specific first; `''` stands for every host. */
export function hostnamesOver(host: string): readonly string[] {
  return [host, ...wildcardsOver(host), '']
}
