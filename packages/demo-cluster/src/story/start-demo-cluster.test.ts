import { expect, test } from 'vitest'
import { startDemoCluster } from './start-demo-cluster.ts'

interface List {
  metadata: { resourceVersion: string }
  items: { metadata: { creationTimestamp: string }; status: { phase: string } }[]
}

test('the demo cluster stands when it starts: its Pods run, are a minute old, and are served', async () => {
  const startedAt = Date.now()
  const cluster = await startDemoCluster({ seed: 3 })
  try {
    const response = await fetch(`${cluster.url}/api/v1/pods`)
    const { items, metadata } = (await response.json()) as List
    expect(items.length).toBeGreaterThanOrEqual(80)
    expect(new Set(items.map(({ status }) => status.phase))).toEqual(new Set(['Running']))
    for (const item of items) expect(Date.parse(item.metadata.creationTimestamp)).toBeLessThan(startedAt)
    expect(Number(metadata.resourceVersion)).toBeGreaterThan(startedAt - 60_000)
    expect(cluster.chapter().name).toBe('prologue')
  } finally {
    await cluster.close()
  }
})

test('a cluster started later has higher resourceVersions', async () => {
  const versions: number[] = []
  for (let run = 0; run < 2; run++) {
    const cluster = await startDemoCluster({ seed: 3 })
    const { metadata } = (await (await fetch(`${cluster.url}/api/v1/nodes`)).json()) as List
    versions.push(Number(metadata.resourceVersion))
    await cluster.close()
  }
  expect(versions[1]).toBeGreaterThan(versions[0] ?? Number.NaN)
})
