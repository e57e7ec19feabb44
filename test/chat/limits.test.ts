// Who asks too often is told so once, politely, and then has to wait; where nobody asked us, nobody is told.
import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, before, test } from 'node:test'
import { conversation } from '../../adapters/chat/conversation.ts'
import type { ChatEvent, FileRef, Heard } from '../../adapters/chat/event.ts'
import { askingLimits } from '../../adapters/chat/limits.ts'
import type { Platform, Said } from '../../adapters/chat/platform.ts'
import { ratesHere } from '../../adapters/rates/here.ts'
import { type Database, openDatabase } from '../../adapters/store/database.ts'
import { readPaste } from '../../src/diagnose.ts'

let folder: string
let db: Database
before(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'acr-check-'))
  db = await openDatabase({ folder })
})
after(async () => {
  await db.destroy()
  await rm(folder, { recursive: true, force: true })
})

function chat(points: number) {
  const said: Said[] = []
  let refusals = 0
  const platform: Platform = {
    name: 'slack',
    workspace: 'T1',
    send: async ({ channel }, it) =>
      refusals-- > 0 ? { ok: false, why: 'later' } : { ok: true, channel, message: String(said.push(it)) },
    under: ({ channel, message }) => ({ channel, thread: message }),
    update: async () => ({ ok: true }),
    remove: async () => ({ ok: true }),
    aside: async () => ({ ok: true }),
    profile: async () => ({ ok: true, outsider: false, locale: 'en' }),
    isAlone: () => false,
    idsOf: async (person) => ({ ok: true, ids: [person] }),
    sendFile: async () => ({ ok: false, why: 'nowhere' }),
    readFile: async () => ({ ok: false, why: 'later' }),
  }
  const talk = conversation({
    db,
    platform,
    limits: askingLimits('slack', ratesHere(), points),
    now: Date.now,
    checks: undefined,
    oncall: undefined,
    mayView: async () => false,
    enqueue: async () => {},
    stopping: new AbortController().signal,
  })
  let posts = 0
  const says = (person: string, channel: string, heard: Heard, attempt = 0, files: FileRef[] = []) => {
    // A further attempt is at the same post.
    const number = attempt === 0 ? ++posts : posts
    const registry = `limited${channel.toLowerCase()}${number}`
    const event: ChatEvent = {
      kind: 'post',
      edited: false,
      workspace: 'T1',
      channel,
      thread: '',
      post: `${person}${number}`,
      person: { id: person },
      heard,
      paste: readPaste(
        `Get "https://${registry}.azurecr.io/v2/": dial tcp: lookup ${registry}.azurecr.io on 10.0.0.10:53: no such host`,
      ),
      files,
    }
    return talk.handle(event, { receivedAt: Date.now(), attempt })
  }
  const told = () => said.map(({ answer }) => (answer.title ? 'card' : answer.lead))
  const refuseNext = (many: number) => {
    refusals = many
  }
  return { says, told, refuseNext }
}

test('a person', async () => {
  const { says, told } = chat(2)
  for (let i = 0; i < 5; i++) await says('ola', `D${i}`, 'direct')
  await says('jan', 'D9', 'direct')
  assert.deepEqual(told(), ['card', 'card', 'That was a lot at once. Give me a minute, then ask again.', 'card'])
})

test('a channel, whoever speaks there', async () => {
  const { says, told } = chat(2)
  for (let i = 0; i < 5; i++) await says(`person${i}`, 'C1', 'mention')
  assert.deepEqual(told(), ['card', 'card', 'That was a lot at once. Give me a minute, then ask again.'])
})

test('nobody is told where nobody asked', async () => {
  const { says, told } = chat(2)
  for (let i = 0; i < 5; i++) await says(`person${i}`, 'C2', 'overheard')
  assert.deepEqual(told(), ['card', 'card'])
})

test('an event that is tried again is not counted again, and a refusal stays one', async () => {
  const { says, told, refuseNext } = chat(1)
  refuseNext(2)
  assert.equal((await says('eva', 'D3', 'direct'))?.why, 'later')
  assert.equal((await says('eva', 'D3', 'direct', 1))?.why, 'later')
  assert.equal(await says('eva', 'D3', 'direct', 2), undefined)
  assert.deepEqual(told(), ['card'])
  refuseNext(1)
  assert.equal((await says('eva', 'D4', 'direct'))?.why, 'later')
  await says('eva', 'D4', 'direct', 1)
  assert.deepEqual(told(), ['card', 'That was a lot at once. Give me a minute, then ask again.'])
})

test('a file that cannot be fetched holds nobody up for long, and is said', async () => {
  const { says, told } = chat(9)
  const file = { name: 'build.log', where: 'F1' }
  for (let attempt = 0; attempt < 3; attempt++)
    assert.equal((await says('kim', 'D5', 'direct', attempt, [file]))?.why, 'later', `attempt ${attempt}`)
  assert.equal(await says('kim', 'D5', 'direct', 3, [file]), undefined)
  assert.match(told().join(), /I could not fetch `build\.log`|card/)
})

test('who presses buttons without end is told to stop, too', async () => {
  const { press } = askingLimits('slack', ratesHere(), 4)
  assert.deepEqual([await press('ola'), await press('ola'), await press('ola')], ['granted', 'granted', 'refused'])
})
