import { SERVICE_LOOK } from '../../../cluster/service-state.ts'

/** The sign of each state of a card. */
export const CARD_LOOK = { ...SERVICE_LOOK, missing: { shape: 'open-triangle', tone: 'unready' } } as const
