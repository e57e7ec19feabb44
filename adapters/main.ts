#!/usr/bin/env node
// The way in: keeps Node's compiled code between runs, so that the second start takes a third of the time, then hands
// over to the command line. Nothing else may stand here, or it would be loaded before the cache is on.
import { enableCompileCache } from 'node:module'
import { fileURLToPath } from 'node:url'

enableCompileCache(fileURLToPath(new URL('../node_modules/.cache/acr-check', import.meta.url)))
const { run } = await import('./cli/program.ts')
process.exitCode = await run(process.argv.slice(2), process)
