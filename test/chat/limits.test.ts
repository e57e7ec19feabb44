// Who asks too often is told so once, politely, and then has to wait; where nobody asked us, nobody is told.
import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, before, test } from 'node:test'
import { conversation } from '../../adapters/chat/conversation.ts'
import type { ChatEvent, Heard } from '../../adapters/chat/event.ts'
import { askingLimits } from '../../adapters/chat/limits.ts'
import type { Platform, Said } from '../../adapters/chat/platform.ts'
import { type Database, openDatabase } from '../../adapters/store/database.ts'
import { readPaste } from '../../src/diagnose.ts'

let folder: string
let db: Database
before(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'acr-check-'))
  db = await openDatabase(folder)
})
after(async () => {
  await db.destroy()
  await rm(folder, { recursive: true, force: true })
})

function chat(points: number) {
  const said: Said[] = []
  const platform: Platform = {
    name: 'slack',
    workspace: 'T1',
    send: async ({ channel }, it) => ({ ok: true, channel, message: String(said.push(it)) }),
    update: async () => ({ ok: true }),
    remove: async () => ({ ok: true }),
    aside: async () => ({ ok: true }),
    profile: async () => ({ outsider: false, locale: 'en' }),
    readFile: async () => ({ ok: false, why: 'unreachable' }),
  }
  const talk = conversation({ db, platform, limits: askingLimits(points), now: Date.now })
  let posts = 0
  const says = (person: string, channel: string, heard: Heard, attempt = 0) => {
    const registry = `limited${channel.toLowerCase()}${++posts}`
    const event: ChatEvent = {
      kind: 'post',
      edited: false,
      workspace: 'T1',
      channel,
      thread: '',
      post: `${person}${posts}`,
      person: { id: person },
      heard,
      paste: readPaste(
        `Get "https://${registry}.azurecr.io/v2/": dial tcp: lookup ${registry}.azurecr.io on 10.0.0.10:53: no such host`,
      ),
      files: [],
    }
    return talk.handle(event, { receivedAt: Date.now(), attempt })
  }
  const told = () => said.map(({ answer }) => (answer.title ? 'card' : answer.lead))
  return { says, told }
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

test('an event that is tried again is not counted again', async () => {
  const { says, told } = chat(1)
  await says('eva', 'D3', 'direct')
  for (let attempt = 1; attempt < 4; attempt++) await says('eva', 'D3', 'direct', attempt)
  assert.deepEqual(told(), ['card', 'card', 'card', 'card'])
})
