const AGAIN_AFTER_MS = 2_000

/** Event of the window: a piece of the page did not come. Prevented where it never will. */
export const PIECE_MISSING = 'piece-missing'

/**
 * Load a piece of the page, trying again until it comes: while the server cannot be reached nothing can be loaded, and what
 * is on screen must outlast that. Where it never will, it stays pending. Anything else that goes wrong while loading is thrown.
 */
export async function whenReachable<Module>(load: () => Promise<Module>): Promise<Module> {
  for (;;) {
    try {
      return await load()
    } catch (error) {
      if (!isNotReached(error)) throw error
      if (!dispatchEvent(new Event(PIECE_MISSING, { cancelable: true }))) return new Promise(() => undefined)
      await new Promise((resolve) => setTimeout(resolve, AGAIN_AFTER_MS))
    }
  }
}

/** What browsers and the bundler's loader call a script that did not come. */
function isNotReached(error: unknown): boolean {
  return error instanceof Error && (error.name === 'ChunkLoadError' || error instanceof TypeError)
}
