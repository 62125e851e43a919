/** One thing to ask this server, with names from its own cluster. */
export interface Example {
  readonly id: 'troubled' | 'ledger' | 'rollouts' | 'trouble' | 'changes'
  /** Path and parameters below the origin. */
  readonly url: string
}

/** Questions that work on this server now. */
export function examplesFor({ namespace, name }: { namespace: string; name: string }): readonly Example[] {
  return [
    { id: 'troubled', url: '/api/v1/services?limit=5' },
    { id: 'ledger', url: `/api/v1/services/${namespace}/${name}/ledger` },
    { id: 'rollouts', url: '/api/v1/rollouts?limit=5' },
    { id: 'trouble', url: '/api/v1/findings?severity=error&limit=5' },
    { id: 'changes', url: '/api/v1/changes?kind=EndpointSlice&order=desc&limit=5' },
  ]
}

export const LANGUAGES = ['curl', 'javascript', 'python'] as const
export type Language = (typeof LANGUAGES)[number]

/** The same request, to be pasted into a terminal, a page or a script. */
export function writtenIn(language: Language, url: string): string {
  switch (language) {
    case 'curl':
      return `curl -s '${url}'`
    case 'javascript':
      return `const answer = await fetch('${url}')\nconsole.log(await answer.json())`
    case 'python':
      return `import json, urllib.request\n\nwith urllib.request.urlopen('${url}') as answer:\n    print(json.load(answer))`
  }
}
