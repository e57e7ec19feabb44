// What somebody sees of a check that is under way: on a terminal (emulated, so that the screen itself is looked at), in a file.
import assert from 'node:assert/strict'
import { once } from 'node:events'
import { PassThrough } from 'node:stream'
import { describe, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import xterm from '@xterm/headless'
import { progressOf } from '../adapters/cli/progress.ts'
import type { Surroundings } from '../adapters/cli/surroundings.ts'
import type { CheckStep } from '../src/check.ts'

const columns = 60
const rows = 24
const name: CheckStep = { id: 'name', answer: 'yes', saw: 'Login server `contoso.azurecr.io`', ms: 0 }
const tcp: CheckStep = { id: 'tcp', answer: 'no', saw: '`20.61.99.10`: no answer.', ms: 2955 }

const stream = (isTTY: boolean) =>
  Object.assign(new PassThrough(), { isTTY, ...(isTTY && { columns, rows }) }) as unknown as NodeJS.WriteStream

function around({ stdout = true, stderr = true, env = {} } = {}) {
  const surroundings: Surroundings = { stdin: process.stdin, stdout: stream(stdout), stderr: stream(stderr), env }
  const said = () => String(surroundings.stderr.read() ?? '')
  const terminal = new xterm.Terminal({ cols: columns, rows, allowProposedApi: true, convertEol: true })
  const screen = async () => {
    await new Promise<void>((resolve) => terminal.write(said(), resolve))
    const { active } = terminal.buffer
    return Array.from({ length: rows }, (_, row) => active.getLine(row)?.translateToString(true) ?? '')
      .join('\n')
      .trimEnd()
  }
  return { surroundings, said, screen }
}

describe('a check under way', () => {
  test('is one list on a terminal, which says what it waits for', async () => {
    const { surroundings, screen } = around()
    const progress = await progressOf('contoso', 'en', surroundings)
    progress.step(name)
    assert.match(await screen(), /^Checking contoso\.azurecr\.io …\n.*✓ Name: Login server.*\n\n +\S Proxy$/s)
    progress.step(tcp)
    const list = await screen()
    assert.equal(list.match(/Name:/g)?.length, 1)
    assert.match(list, /✗ TCP: .*no answer\. +2955 ms/)
    progress.end(false)
  })

  test('is seen to go on while nothing comes', async () => {
    const { surroundings, said } = around()
    const progress = await progressOf('contoso', 'en', surroundings)
    said()
    await once(surroundings.stderr, 'readable')
    assert.match(said(), /Name/)
    progress.end(false)
  })

  test('makes room for the answer on the same terminal, and gives the cursor back', async () => {
    const { surroundings, screen, said } = around()
    const progress = await progressOf('contoso', 'en', surroundings)
    progress.step(tcp)
    await screen()
    progress.end(true)
    assert.equal(await screen(), '')
    await sleep(200)
    assert.equal(said(), '')
  })

  test('stays to be read when the answer goes elsewhere, or does not come', async () => {
    for (const [stdout, answered] of [
      [false, true],
      [true, false],
    ] as const) {
      const { surroundings, screen } = around({ stdout })
      const progress = await progressOf('contoso', 'pl', surroundings)
      progress.step(name)
      progress.end(answered)
      assert.match(
        await screen(),
        /^Sprawdzam contoso\.azurecr\.io …\n.*✓ Nazwa: Login server `contoso\.azurecr\.io`$/s,
      )
    }
  })

  test('shows that Azure is being read, and then what came of it', async () => {
    const { surroundings, screen } = around()
    const progress = await progressOf('contoso', 'en', surroundings, { azure: true })
    progress.step(name)
    assert.match(await screen(), /^ +\S Proxy\n +\S Azure$/m)
    progress.azure({ answer: 'yes', says: '12 facts read', ms: 800 })
    assert.match(await screen(), /✓ Azure: 12 facts read 800 ms/)
    assert.doesNotMatch(await screen(), /^ +\S Azure$/m)
    progress.end(false)
    const plain = around({ stderr: false })
    const lines = await progressOf('contoso', 'en', plain.surroundings, { azure: true })
    lines.azure({ answer: 'unknown', says: 'Nothing was read from Azure: there is no Azure identity here.', ms: 0 })
    assert.equal(plain.said(), '? Azure: Nothing was read from Azure: there is no Azure identity here.\n')
  })

  test('is plain lines in a file, and on a terminal that cannot redraw', async () => {
    for (const where of [around({ stderr: false }), around({ env: { TERM: 'dumb' } })]) {
      const progress = await progressOf('contoso', 'en', where.surroundings)
      progress.step(name)
      progress.step(tcp)
      progress.end(true)
      assert.equal(where.said(), '✓ Name: Login server contoso.azurecr.io\n✗ TCP: 20.61.99.10: no answer. (2955 ms)\n')
    }
  })
})
