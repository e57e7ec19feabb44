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
  src: /^(?:src\/|ipaddr\.js$)/,
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

test('every file says first why it exists', () => {
  for (const file of sources.filter((file) => !file.endsWith('.tsx')))
    assert.match(readFileSync(join(root, file), 'utf8'), /^(?:#!.*\n)?(?:\/\/|\/\*)/, file)
})
