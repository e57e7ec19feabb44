#!/usr/bin/env node
// The way in: keeps Node's compiled code between runs, so that every start but the first is twice as fast, then hands
// over to the command line. JavaScript, because loading what strips types would cost as much again; and nothing else
// may stand here, or it would be loaded before the cache is on.
import { enableCompileCache } from 'node:module'
import { fileURLToPath } from 'node:url'

enableCompileCache(fileURLToPath(new URL('../node_modules/.cache/acr-check', import.meta.url)))
const { run } = await import('./cli/program.ts')
process.exitCode = await run(process.argv.slice(2), process)
// Nobody waits for what hangs, as a token that was asked for in vain, once all is printed.
process.stdout.write('', () => setTimeout(() => process.exit(), 100).unref())
