/** A line of code that must be refused, the folder it would stand in, and a word of the rule or message that refuses it. */
export interface PlantedViolation {
  readonly rule: string
  readonly folder: string
  readonly code: string
  readonly expected: string
  /** `partner.ts` beside it, where one file alone breaks nothing. `{file}` stands for the planted file's name. */
  readonly partner?: string
}

/** At least one per fence of biome.json. A fence without one here has never been seen to hold. */
export const PLANTED_VIOLATIONS: readonly PlantedViolation[] = [
  {
    rule: 'domain imports nothing',
    folder: 'packages/domain/src/topology',
    code: "import { readFileSync } from 'node:fs'\nexport const planted = readFileSync\n",
    expected: 'domain imports nothing',
  },
  {
    rule: 'domain imports no package',
    folder: 'packages/domain/src/topology',
    code: "import { z } from 'zod'\nexport const planted = z\n",
    expected: 'domain imports nothing',
  },
  {
    rule: 'domain has no clock',
    folder: 'packages/domain/src/topology',
    code: 'export const planted = Date.now()\n',
    expected: 'domain knows no clock',
  },
  {
    rule: 'domain takes no chances',
    folder: 'packages/domain/src/topology',
    code: 'export const planted = Math.random()\n',
    expected: 'domain knows no clock',
  },
  {
    rule: 'contract stays readable in the browser',
    folder: 'packages/contract/src',
    code: "import { append } from '@portolan/pipeline'\nexport const planted = append\n",
    expected: 'contract knows domain and zod only',
  },
  {
    rule: 'pipeline knows no adapter',
    folder: 'packages/pipeline/src/recording',
    code: "import { openHistory } from '@portolan/history-store'\nexport const planted = openHistory\n",
    expected: 'pipeline names ports',
  },
  {
    rule: 'fakes never ship',
    folder: 'packages/pipeline/src/recording',
    code: "import { fake } from '../testing/index.ts'\nexport const planted = fake\n",
    expected: 'testing stays in tests',
  },
  {
    rule: 'kube-source knows nothing of storage',
    folder: 'packages/kube-source/src',
    code: "import { openHistory } from '@portolan/history-store'\nexport const planted = openHistory\n",
    expected: 'kube-source knows the cluster',
  },
  {
    rule: 'history-store knows nothing of the cluster',
    folder: 'packages/history-store/src',
    code: "import { KubeConfig } from '@kubernetes/client-node'\nexport const planted = KubeConfig\n",
    expected: 'history-store knows the database',
  },
  {
    rule: 'the notifier knows nothing of storage',
    folder: 'packages/notifier/src',
    code: "import { openHistory } from '@portolan/history-store'\nexport const planted = openHistory\n",
    expected: 'the notifier knows receivers',
  },
  {
    rule: 'the demo cluster does not know who watches it',
    folder: 'packages/demo-cluster/src',
    code: "import { objectKey } from '@portolan/domain'\nexport const planted = objectKey\n",
    expected: 'the demo cluster is a cluster',
  },
  {
    rule: 'Prisma stays home',
    folder: 'apps/server/src/routes',
    code: "import { PrismaClient } from '@prisma/client'\nexport const planted = PrismaClient\n",
    expected: 'stop at one door',
  },
  {
    rule: 'only config reads the environment',
    folder: 'apps/server/src/routes',
    code: 'export const planted = process.env.HOME\n',
    expected: 'noProcessEnv',
  },
  {
    rule: 'the browser knows nothing of the server',
    folder: 'apps/web/src/live',
    code: "import { startRecording } from '@portolan/pipeline'\nexport const planted = startRecording\n",
    expected: 'the browser knows the wire',
  },
  {
    rule: 'features never meet',
    folder: 'apps/web/src/features/map',
    code: "import { Lanes } from '../services/lanes.tsx'\nexport const planted = Lanes\n",
    expected: 'features never meet',
  },
  {
    rule: 'ui knows no Kubernetes word',
    folder: 'apps/web/src/ui',
    code: "import type { ServiceRow } from '@portolan/contract'\nexport type Planted = ServiceRow\n",
    expected: 'ui knows no Kubernetes word',
  },
  {
    rule: 'time lies below the frame',
    folder: 'apps/web/src/time',
    code: "import { useNamespaces } from '../frame/namespaces.ts'\nexport const planted = useNamespaces\n",
    expected: 'time lies below the frame',
  },
  {
    rule: 'imports run in no circle',
    folder: 'packages/pipeline/src/recording',
    code: "import { partner } from './partner.ts'\nexport const planted = () => partner\n",
    partner: "import { planted } from './{file}'\nexport const partner = () => planted\n",
    expected: 'noImportCycles',
  },
  {
    rule: 'at most three parameters',
    folder: 'packages/pipeline/src/recording',
    code: 'export const planted = (a: number, b: number, c: number, d: number): number => a + b + c + d\n',
    expected: 'useMaxParams',
  },
  {
    rule: 'an index lists names one by one',
    folder: 'packages/pipeline/src',
    code: "export * from './recording/recorder.ts'\n",
    expected: 'noReExportAll',
  },
  {
    rule: 'no error is swallowed',
    folder: 'packages/pipeline/src',
    code: 'export function planted(work: () => void): void {\n  try {\n    work()\n  } catch {}\n}\n',
    expected: 'noEmptyBlockStatements',
  },
]
