/**
 * Resolves when the claim holds; a claim that throws does not hold yet.
 * @throws with what `explain` says when it does not hold in time
 */
export async function until(claim: () => boolean | Promise<boolean>, explain: () => unknown = () => '', ms = 60_000) {
  const deadline = performance.now() + ms
  for (let cause: unknown; ; ) {
    try {
      if (await claim()) return
    } catch (error) {
      cause = error
    }
    if (performance.now() > deadline) {
      throw new Error(`not within ${ms} ms: ${JSON.stringify(explain(), null, 1)}`, { cause })
    }
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
}
