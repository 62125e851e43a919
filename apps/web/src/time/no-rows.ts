import type { ServiceRow } from '@portolan/contract'
import { KeyedStore } from '../live/keyed-store.ts'

/** Where rows would be followed, while the past is shown: what is drawn there knows its own counts. */
export const NO_ROWS = new KeyedStore<ServiceRow>(({ key }) => key)
