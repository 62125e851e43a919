import { expect, test } from 'vitest'
import { curlOf } from './curl.ts'

test.each([
  [{ url: 'https://shop.example.com/a?b=c' }, "curl -i 'https://shop.example.com/a?b=c'"],
  [
    { url: 'http://x/', method: 'POST', header: ["Cookie: a='b'"] },
    String.raw`curl -i -X POST -H 'Cookie: a='\''b'\''' 'http://x/'`,
  ],
  [{ url: 'http://x/', method: 'HEAD' }, "curl -i --head 'http://x/'"],
])('%j is sent by %s', (request, line) => {
  expect(curlOf(request)).toBe(line)
})
