// One check from the command line, as main.js starts it, but on the network of a fake Azure: `node check-once.mjs AT ARGS`, AT
// being where that fake is, as JSON. JavaScript, because main.js is.
import { enableCompileCache } from 'node:module'
import { fileURLToPath } from 'node:url'

enableCompileCache(fileURLToPath(new URL('../../node_modules/.cache/acr-check', import.meta.url)))
const { run } = await import('../../adapters/cli/program.ts')
const { network } = await import('../../adapters/network/network.ts')
const { reaching } = await import('../support/reach-azure.ts')
const [at = '', ...args] = process.argv.slice(2)
const { stdin, stdout, stderr, env } = process
process.exitCode = await run(args, { stdin, stdout, stderr, env, net: network(reaching(JSON.parse(at))) })
