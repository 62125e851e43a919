/** A bar in the middle of its step, which is one wide; `floor` is where it stands, both in px. */
export function barOf(at: number, { tall, floor }: { readonly tall: number; readonly floor: number }): string {
  return `M${at + 0.08} ${floor - tall}h.84v${tall}h-.84z`
}

/** Below the floor, a foot of this height in every step that had a time without a ready endpoint. */
export function feetOf(
  zeroReadyMs: readonly number[],
  { floor, foot }: { readonly floor: number; readonly foot: number },
): string {
  return zeroReadyMs.map((ms, at) => (ms > 0 ? `M${at} ${floor}h1v${foot}h-1z` : '')).join('')
}
