import { expect, test } from 'vitest'
import { mapFocus } from './map-focus.ts'

const from = (key: string) => ({ key, state: 'resolved', node: undefined, by: '' }) as const
const around = (...keys: string[]) => ({ arrives: keys.map(from), leads: [], bonds: [] })

test('what the map draws is shown itself, a Pod by its Service, and what nobody sends traffic to not at all', () => {
  expect(mapFocus('Ingress/shop/edge', undefined)).toBe('Ingress/shop/edge')
  expect(mapFocus('Pod/shop/web-0', around('Service/shop/web'))).toBe('Service/shop/web')
  expect(mapFocus('Pod/shop/job', around())).toBeUndefined()
  expect(mapFocus('Node/-/n1', undefined)).toBeUndefined()
})
