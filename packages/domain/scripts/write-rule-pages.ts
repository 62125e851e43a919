import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { rulePages } from '../src/findings/rule-pages.ts'

const folder = new URL('../../../docs/rules/', import.meta.url)
const pages = rulePages()

mkdirSync(folder, { recursive: true })
for (const name of readdirSync(folder)) if (!pages.has(name)) rmSync(new URL(name, folder))
for (const [name, text] of pages) writeFileSync(new URL(name, folder), text)
