import { expect, test } from 'vitest'
import { bestScreen } from './best-screen.ts'

test('a short link leads to the page of what it names', () => {
  expect(bestScreen('Service/shop/web')).toBe('/service/?namespace=shop&name=web')
  expect(bestScreen('Pod/shop/web-0')).toBe('/object/?kind=Pod&namespace=shop&name=web-0')
  expect(bestScreen('Node/-/node-a')).toBe('/object/?kind=Node&name=node-a')
})

test.each(['', 'web', 'shop/web', 'Service/shop/', '../shop/web'])('%j names nothing', (key) => {
  expect(bestScreen(key)).toBeUndefined()
})
