import fc from 'fast-check'

const ROUNDS = 20

interface Until<Values> {
  readonly parameters: fc.Parameters<Values>
  /** The runs so far met what they are about: those that a busy machine has time for need not. */
  readonly isMet: () => boolean
}

/** Let a property hold for random values; and again, for others, until what it is about was met. */
export async function assertUntil<Values>(
  property: fc.IRawProperty<Values>,
  { parameters, isMet }: Until<Values>,
): Promise<void> {
  for (let round = 0; round === 0 || (round < ROUNDS && !isMet()); round++) await fc.assert(property, parameters)
}
