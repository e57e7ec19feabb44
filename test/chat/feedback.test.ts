// acr-check feedback, beside a running server: who said whether it helped, for which cause, and nothing of any paste.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import test from 'node:test'
import { fileURLToPath } from 'node:url'
import { slackDriver } from '../support/chat/slack-driver.ts'

const main = fileURLToPath(new URL('../../adapters/main.js', import.meta.url))
const secret = 'Zm9vYmFy0123456789+ACRDabc123'
const paste = `docker login contoso.azurecr.io -u contoso -p ${secret}\nGet "https://contoso.azurecr.io/v2/": dial tcp: lookup contoso.azurecr.io: no such host`

test('feedback is shown by cause, and no secret ever reaches the disk', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'acr-check-'))
  const chat = await slackDriver('http', folder)
  const feedback = (...args: string[]) =>
    spawnSync(process.execPath, [main, 'feedback', ...args], {
      encoding: 'utf8',
      env: { ...process.env, ACR_CHECK_DATA: folder },
    })
  try {
    assert.match(feedback().stdout, /Nobody has said yet/)
    const [ola, jan] = [chat.person(), chat.person()]
    const room = chat.channel()
    const post = await chat.says(ola, room, paste, { mention: true })
    for (const [person, label] of [
      [ola, 'It helped'],
      [jan, 'It did not help'],
    ] as const) {
      const [card] = chat.answers(room, post)
      if (card) await chat.presses(person, card, label)
    }
    const { stdout, status } = feedback()
    assert.equal(status, 0)
    assert.match(stdout, /^cause +helped +did not\nregistry-name +1 +1\n/)
    assert.match(stdout, new RegExp(`slack ${ola.id} +registry-name +yes`))
    const { causes, feedback: said } = JSON.parse(feedback('--json').stdout)
    assert.deepEqual(causes, [{ cause: 'registry-name', helped: 1, notHelped: 1 }])
    assert.deepEqual(said.map(({ person }: { person: string }) => person).sort(), [ola.id, jan.id].sort())
    assert.doesNotMatch(stdout + JSON.stringify(said), /contoso/)
    for (const file of await readdir(folder))
      assert.ok(!(await readFile(path.join(folder, file))).includes(secret), file)
    assert.ok(!chat.bot.logged.join('\n').includes('contoso'))
  } finally {
    await chat.stop()
    await rm(folder, { recursive: true, force: true })
  }
})

test('a folder without a database stays as it is', () => {
  const { stdout, status } = spawnSync(process.execPath, [main, 'feedback'], {
    encoding: 'utf8',
    env: { ...process.env, ACR_CHECK_DATA: path.join(tmpdir(), 'no-such-folder-of-acr-check') },
  })
  assert.equal(status, 0)
  assert.match(stdout, /Nobody has said yet/)
})
