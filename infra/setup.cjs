// Makes a fresh clone runnable before an npm script starts: installs the packages when the lock file has changed,
// brings Node 24 where the machine's own Node is older, and with the argument "page" bundles the playground's page
// when its sources have changed. Plain CommonJS, because an old Node must be able to run it. Speaks on standard
// error only, so that `acr-check --json` stays clean.
'use strict'
const { createHash } = require('node:crypto')
const { spawnSync } = require('node:child_process')
const fs = require('node:fs')
const path = require('node:path')

const root = path.dirname(__dirname)
const oldestNode = 24
const windows = process.platform === 'win32'

/** Runs `work` unless it has run before on the same inputs; the stamp goes away with what it stands for. */
function once(stamp, inputs, label, work) {
  const hash = createHash('sha256').update(`${process.platform} ${process.arch}`)
  for (const input of inputs) hash.update(fs.readFileSync(path.join(root, input)))
  const now = hash.digest('hex')
  if (fs.existsSync(stamp) && fs.readFileSync(stamp, 'utf8') === now) return
  process.stderr.write(`acr-check: ${label} ...\n`)
  work()
  fs.mkdirSync(path.dirname(stamp), { recursive: true })
  fs.writeFileSync(stamp, now)
}

function run(command, args, cwd) {
  const done = spawnSync(command, args, { cwd, stdio: ['ignore', 2, 2] })
  if (done.status === 0) return
  process.stderr.write(`acr-check: setting up failed at: ${[command, ...args].join(' ')}\n`)
  process.exit(done.status || 1)
}

/**
 * Installs what the lock file says and leaves it as it is. Not `npm ci`, which refuses a lock file that leaves out
 * another platform's optional packages, as it does when the registry it was made from had none of them.
 */
function npmInstall(folder) {
  const npm = process.env.npm_execpath
  const args = ['install', '--no-save', '--no-audit', '--no-fund', '--loglevel=error']
  if (npm && /\.c?js$/.test(npm)) run(process.execPath, [npm, ...args], folder)
  else run(windows ? 'npm.cmd' : 'npm', args, folder)
}

/** npm puts node_modules/.bin first on the path of its scripts, so `node` there is the one they run. */
function bringNode() {
  const folder = path.join(root, 'infra/node')
  const bin = path.join(root, 'node_modules/.bin', windows ? 'node.exe' : 'node')
  if (fs.existsSync(bin)) return
  once(
    path.join(folder, 'node_modules/.setup'),
    ['infra/node/package-lock.json'],
    `installing Node ${oldestNode} (this one is ${process.version})`,
    () => npmInstall(folder),
  )
  const name = fs.readdirSync(path.join(folder, 'node_modules')).find((entry) => entry.startsWith('node-'))
  if (!name) {
    process.stderr.write(
      `acr-check needs Node ${oldestNode} or newer and found no build of it for ${process.platform} ${process.arch}: install it from your system's packages\n`,
    )
    process.exit(1)
  }
  const found = path.join(folder, 'node_modules', name, 'bin', windows ? 'node.exe' : 'node')
  if (windows) fs.copyFileSync(found, bin)
  else fs.symlinkSync(path.relative(path.dirname(bin), found), bin)
}

/** A second setup on the same checkout waits for the first: two installs at once break each other. */
function alone(work) {
  const lock = path.join(root, '.setup-lock')
  const giveUp = Date.now() + 300_000
  for (;;) {
    try {
      fs.writeFileSync(lock, String(process.pid), { flag: 'wx' })
      break
    } catch (error) {
      if (error.code !== 'EEXIST') throw error
      const holder = Number(fs.readFileSync(lock, 'utf8'))
      let alive = true
      try {
        process.kill(holder, 0)
      } catch {
        alive = holder === 0
      }
      if (!alive) fs.rmSync(lock, { force: true })
      else if (Date.now() > giveUp)
        throw new Error(`another setup (process ${holder}) has held ${lock} for five minutes`)
      else Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 200)
    }
  }
  process.on('exit', () => fs.rmSync(lock, { force: true }))
  work()
}

/** Every file below a folder, from the root. */
function sources(folder) {
  return fs
    .readdirSync(path.join(root, folder), { withFileTypes: true })
    .flatMap((entry) => {
      const name = path.posix.join(folder, entry.name)
      return entry.isDirectory() ? sources(name) : [name]
    })
    .sort((a, b) => (a < b ? -1 : 1))
}

/**
 * What a start would wait for: Kysely comes in 300 files, and reading them takes longer than everything else that the
 * database needs; undici loads all it has, and Node's HTTP/2, where a check wants its client alone, a fifth of a check's time;
 * Azure's network SDK takes half a second in which nothing else happens.
 */
function bundle() {
  const outdir = path.join(root, '.bundled')
  const inputs = ['package-lock.json', 'infra/setup.cjs', 'infra/no-http2.cjs', 'infra/arm-network.ts']
  once(path.join(outdir, '.setup'), inputs, 'bundling libraries', () => {
    const { buildSync } = require(path.join(root, 'node_modules/esbuild'))
    const common = {
      absWorkingDir: root,
      outdir,
      bundle: true,
      platform: 'node',
      target: 'node24',
      logLevel: 'warning',
    }
    buildSync({
      ...common,
      entryPoints: { kysely: 'kysely', 'kysely-migration': 'kysely/migration' },
      splitting: true,
      format: 'esm',
    })
    buildSync({
      ...common,
      entryPoints: { 'arm-network': 'infra/arm-network.ts' },
      // What it shares with the other SDKs.
      external: ['@azure-rest/*', '@azure/core-*', '@azure/abort-controller', '@azure/logger'],
      format: 'esm',
    })
    // The client without what its own index adds to it knows no `request`.
    const client = `
      import api from 'undici/lib/api/index.js'
      import Dispatcher from 'undici/lib/dispatcher/dispatcher.js'
      Object.assign(Dispatcher.prototype, api)
      export { default as Client } from 'undici/lib/dispatcher/client.js'
      export { default as buildConnector } from 'undici/lib/core/connect.js'`
    buildSync({
      ...common,
      stdin: { contents: client, resolveDir: root, sourcefile: 'undici.js' },
      entryNames: 'undici',
      minifyWhitespace: true,
      alias: { 'node:http2': path.join(root, 'infra/no-http2.cjs') },
      format: 'cjs',
      outExtension: { '.js': '.cjs' },
    })
  })
}

alone(() => {
  once(path.join(root, 'node_modules/.setup'), ['package-lock.json'], 'installing packages', () => npmInstall(root))
  if (Number.parseInt(process.versions.node, 10) < oldestNode) bringNode()
  bundle()
  if (process.argv[2] !== 'page') return
  const page = 'adapters/web/page'
  once(
    path.join(root, 'node_modules/.page/.setup'),
    ['package-lock.json', ...['adapters/web/page', 'cards', 'src'].flatMap(sources)],
    'bundling the playground',
    () => {
      // Not esbuild's command: what stands there is a script or a binary, as its install script was run or not.
      require(path.join(root, 'node_modules/esbuild')).buildSync({
        absWorkingDir: root,
        entryPoints: [`${page}/main.tsx`],
        outdir: 'node_modules/.page',
        bundle: true,
        minify: true,
        format: 'esm',
        target: 'es2022',
        jsx: 'automatic',
        define: { 'process.env.NODE_ENV': '"production"' },
        logLevel: 'warning',
      })
    },
  )
})
