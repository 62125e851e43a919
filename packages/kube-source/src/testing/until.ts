/** Resolves when the claim holds. @throws with what `explain` says when it does not hold in time */
export async function until(claim: () => boolean | Promise<boolean>, explain: () => unknown = () => '', ms = 8_000) {
  const deadline = performance.now() + ms
  while (!(await claim())) {
    if (performance.now() > deadline) throw new Error(`not within ${ms} ms: ${JSON.stringify(explain(), null, 1)}`)
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
}
