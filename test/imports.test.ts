// Imports point one way: adapters -> cards -> src. And src knows no platform, socket, clock or environment.
import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import test from 'node:test'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const sources = globSync('{src,cards,adapters}/**/*.{ts,tsx,js}', { cwd: root }).filter(
  (file) => !file.endsWith('.d.ts'),
)
const importing =
  /^(?:import|export)\b[^'"]*?from ['"]([^'"]+)['"]|^import ['"]([^'"]+)['"]|\bimport\(['"]([^'"]+)['"]\)/gm

const imports = sources.map((file) => ({
  file,
  targets: [...readFileSync(join(root, file), 'utf8').matchAll(importing)].map((found) => {
    const target = found[1] ?? found[2] ?? found[3] ?? ''
    return target.startsWith('.') ? normalize(join(dirname(file), target)) : target
  }),
}))

/** By folder: what it may import besides its own. */
const allowed: Readonly<Record<string, RegExp>> = {
  src: /^(?:src\/|(?:ipaddr\.js|luxon|yaml)$)/,
  cards: /^(?:src\/|cards\/|fast-wrap-ansi$|@slack\/types$|@microsoft\/teams\.cards$)/,
  adapters: /./,
}

test('there is something to look at', () => {
  assert.ok(sources.length > 60 && imports.some(({ targets }) => targets.length > 5))
})

for (const { file, targets } of imports)
  test(`${file} imports only what its folder may`, () => {
    const may = allowed[file.split('/')[0] ?? ''] as RegExp
    for (const target of targets) assert.match(target, may)
  })

test('src reads no clock, environment or process, and cards neither', () => {
  for (const file of sources.filter((file) => !file.startsWith('adapters/')))
    assert.doesNotMatch(
      readFileSync(join(root, file), 'utf8'),
      /\bprocess\.|\bDate\.now|new Date\(\)|\bperformance\.|\bfetch\(|\bsetTimeout\(|Math\.random/,
      file,
    )
})

/** Each library, and the only place that may know it: its successor is then one folder's change. */
const knownTo: Readonly<Record<string, RegExp>> = {
  botbuilder: /^adapters\/teams\//,
  'html-to-text': /^adapters\/teams\//,
  '@slack/bolt': /^adapters\/slack\//,
  '#kysely': /^adapters\/store\//,
  'better-sqlite3': /^adapters\/store\//,
  pg: /^adapters\/store\//,
  'pg-boss': /^adapters\/lanes\//,
  '@azure/arm-containerregistry': /^adapters\/azure\//,
  '@azure/arm-containerservice': /^adapters\/azure\//,
  '@azure/arm-privatedns': /^adapters\/azure\//,
  '#arm-network': /^adapters\/azure\//,
  '@azure/monitor-query-logs': /^adapters\/azure\//,
  '@azure/identity': /^adapters\/(?:azure\/|identity\.ts$)/,
}
for (const [library, place] of Object.entries(knownTo))
  test(`${library} is known to ${place.source} alone`, () => {
    const users = imports.filter(({ targets }) => targets.some((it) => it === library || it.startsWith(`${library}/`)))
    assert.ok(users.length > 0)
    for (const { file } of users) assert.match(file, place)
  })

test('transactions begin in one place, which tries again what the database gave up', () => {
  const begins = sources.filter((file) =>
    /\.transaction\(|\.startTransaction\(/.test(readFileSync(join(root, file), 'utf8')),
  )
  assert.deepEqual(begins, ['adapters/store/transact.ts'])
})

test('the platforms know nothing of each other, and the conversation nothing of them', () => {
  for (const { file, targets } of imports) {
    const [, here] = /^adapters\/(slack|teams|chat|store)\//.exec(file) ?? []
    if (!here) continue
    const others = ['slack', 'teams'].filter((it) => it !== here)
    for (const target of targets) assert.doesNotMatch(target, new RegExp(`^adapters/(?:${others.join('|')})/`), file)
  }
})

test('starting the server loads no platform, no database and nothing of Azure; that waits for a setting that asks for one', () => {
  const atOnce = /^import (?!type )[^'"]*?from ['"]([^'"]+)['"]|^import ['"]([^'"]+)['"]/gm
  const seen = new Set<string>()
  const load = (file: string) => {
    if (seen.has(file)) return
    seen.add(file)
    if (!/\.(?:ts|js)$/.test(file) || !sources.includes(file)) return
    for (const [, from, bare] of readFileSync(join(root, file), 'utf8').matchAll(atOnce)) {
      const target = from ?? bare ?? ''
      load(target.startsWith('.') ? normalize(join(dirname(file), target)) : target)
    }
  }
  load('adapters/cli/serve.ts')
  assert.ok(seen.has('adapters/platforms.ts') && seen.has('src/diagnose.ts'))
  for (const file of seen)
    assert.doesNotMatch(
      file,
      /^adapters\/(?:slack|teams|store|azure)\/|^botbuilder|^@slack\/bolt|^#kysely|^prom-client|^@azure/,
    )
})

test('every file says first why it exists', () => {
  for (const file of sources.filter((file) => !file.endsWith('.tsx')))
    assert.match(readFileSync(join(root, file), 'utf8'), /^(?:#!.*\n)?(?:\/\/|\/\*)/, file)
})
