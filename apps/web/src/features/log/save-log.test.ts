import type { RecordedChange } from '@portolan/contract'
import { expect, test } from 'vitest'
import { csvOfChange, rewritten } from './save-log.ts'

function aChange(seq: number, name: string): RecordedChange {
  return {
    seq,
    observedAt: '2026-11-21T01:00:00.000Z',
    evidence: 'watched',
    change: 'modified',
    kind: 'Service',
    namespace: 'shop',
    name,
    uid: `uid-${name}`,
    resourceVersion: '1',
    differences: [{ path: 'spec.type', before: 'ClusterIP', after: 'NodePort' }],
  }
}

async function fileOf(chunks: readonly string[], q: string): Promise<string> {
  const stream = rewritten(csvOfChange, q, 'head\r\n')
  const text = new Response(stream.readable.pipeThrough(new TextEncoderStream())).text()
  const writer = stream.writable.getWriter()
  for (const chunk of chunks) await writer.write(chunk)
  await writer.close()
  return await text
}

test('changes are told whole wherever the stream was cut, and only those that are looked for', async () => {
  const sent = [aChange(1, 'web'), aChange(2, 'api'), aChange(3, 'web-2')].map((one) => JSON.stringify(one)).join('\n')
  const line = (seq: number, name: string) =>
    `${seq},2026-11-21T01:00:00.000Z,,watched,modified,Service,shop,${name},uid-${name},"spec.type: ""ClusterIP"" → ""NodePort"""\r\n`
  for (const cut of [1, 7, sent.indexOf('\n'), sent.indexOf('\n') + 1, sent.length - 1]) {
    expect(await fileOf([sent.slice(0, cut), sent.slice(cut)], 'web')).toBe(
      `head\r\n${line(1, 'web')}${line(3, 'web-2')}`,
    )
  }
})
