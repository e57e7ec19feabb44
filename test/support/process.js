// What each process of `npm test` begins with; there is one for each file. JavaScript, for the same reason as adapters/main.js.
import { statfsSync } from 'node:fs'
import { enableCompileCache } from 'node:module'
import { fileURLToPath } from 'node:url'

enableCompileCache(fileURLToPath(new URL('../../node_modules/.cache/tests', import.meta.url)))

// Databases wait for the disk at each commit, and tests make many: their folders lie in memory where there is enough of it.
const memory = '/dev/shm'
const enough = 2 ** 31
function free() {
  try {
    const { bavail, bsize } = statfsSync(memory)
    return bavail * bsize
  } catch {
    return 0
  }
}
if (free() > enough) process.env.TMPDIR = memory

// A file whose set-up failed half-way may leave a server open, which would keep its process, and the run, for ever.
const longestMs = 240_000
if (process.env.NODE_TEST_CONTEXT)
  setTimeout(() => {
    process.stderr.write(`still kept after ${longestMs / 1000} s, by ${process.getActiveResourcesInfo().join(', ')}\n`)
    process.exit(1)
  }, longestMs).unref()
