import { StoredList } from '../../../preferences/stored-list.ts'

/** Services that this browser keeps at the top of the map, the newest first. */
export const pinnedKeys = new StoredList<{ readonly key: string }>({
  key: 'portolan.pins',
  limit: 50,
  parse: ({ key }) => (typeof key === 'string' && key.startsWith('Service/') ? { key } : undefined),
  nameOf: ({ key }) => key,
})
