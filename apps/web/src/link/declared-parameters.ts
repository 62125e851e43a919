/** Parameters by name, and how each is read. */
export type DeclaredParameters = Readonly<Record<string, { readonly type?: string }>>

const declared = new Set<DeclaredParameters>()
const listeners = new Set<() => void>()
let count = 0

/** Say that these are read as long as something that reads them is shown. Returns the way to stop. */
export function declareParameters(parameters: DeclaredParameters): () => void {
  // Two parts of a screen may read the same ones: each has a declaration of its own.
  const own = { ...parameters }
  declared.add(own)
  tell()
  return () => {
    declared.delete(own)
    tell()
  }
}

function tell(): void {
  count += 1
  for (const listener of listeners) listener()
}

/** All that are read now. */
export function declaredParameters(): readonly DeclaredParameters[] {
  return [...declared]
}

/** Changes with every declaration; for `useSyncExternalStore`. */
export const declarations = {
  subscribe: (listener: () => void): (() => void) => {
    listeners.add(listener)
    return () => listeners.delete(listener)
  },
  count: (): number => count,
}
