const AGAIN_AFTER_MS = 2_000

/**
 * Load a piece of the page, trying again until it comes: while the server cannot be reached nothing can be loaded, and what
 * is on screen must outlast that. Anything else that goes wrong while loading is thrown.
 */
export async function whenReachable<Module>(load: () => Promise<Module>): Promise<Module> {
  for (;;) {
    try {
      return await load()
    } catch (error) {
      if (!isNotReached(error)) throw error
      await new Promise((resolve) => setTimeout(resolve, AGAIN_AFTER_MS))
    }
  }
}

/** What browsers and the bundler's loader call a script that did not come. */
function isNotReached(error: unknown): boolean {
  return error instanceof Error && (error.name === 'ChunkLoadError' || error instanceof TypeError)
}
