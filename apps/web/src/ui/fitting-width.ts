/** Pixels that a letter of the monospaced face takes in a row. */
const LETTER = 7.25
/** Widths go by steps, so that a name that comes or goes seldom moves a column. */
const STEP = 24

/** What is around and beside the text of a cell, and how narrow and wide the column may be; in pixels. */
interface Room {
  readonly around: number
  readonly least: number
  readonly most: number
}

/** How wide a column must be for the longest of these texts. */
export function fittingWidth(texts: Iterable<string>, { around, least, most }: Room): number {
  let longest = 0
  for (const text of texts) longest = Math.max(longest, text.length)
  const wanted = Math.ceil((longest * LETTER + around) / STEP) * STEP
  return Math.min(most, Math.max(least, wanted))
}
