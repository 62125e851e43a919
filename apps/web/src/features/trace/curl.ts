import type { TracedRequest } from '../../api/queries.ts'

/** The request as a shell line that sends it. */
export function curlOf({ url, method = 'GET', header = [] }: Pick<TracedRequest, 'url' | 'method' | 'header'>): string {
  const parts = ['curl -i', ...(method === 'GET' ? [] : [method === 'HEAD' ? '--head' : `-X ${quoted(method)}`])]
  return [...parts, ...header.map((each) => `-H ${quoted(each)}`), quoted(url)].join(' ')
}

function quoted(text: string): string {
  return /^[\w.-]+$/.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`
}
