// What is kept, on both databases alike: one suite, run on each.
import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, before, describe, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { sql } from '#kysely'
import { takeAlert, tendAlerts } from '../adapters/oncall/alerts.ts'
import { emptyCase, say } from '../adapters/oncall/record.ts'
import { endWatches } from '../adapters/oncall/unwatch.ts'
import { changeWishes } from '../adapters/oncall/wishes.ts'
import {
  alertToken,
  alertTokens,
  knownWorkspace,
  knowWorkspace,
  makeAlertToken,
  revokeAlertToken,
} from '../adapters/store/alert-tokens.ts'
import {
  addReport,
  answerById,
  answersOf,
  answerTo,
  answerToProblem,
  changeAnswer,
  countReports,
  forgetAnswers,
  forgetPastes,
  type KeptAnswer,
  keepAnswer,
  removeAnswer,
  removeReport,
  reportTold,
} from '../adapters/store/answers.ts'
import {
  addCase,
  addCaseEvent,
  audit,
  caseById,
  caseEvents,
  changeCase,
  forgetCases,
  type KeptCase,
  newestCase,
  openCases,
} from '../adapters/store/cases.ts'
import { changeChannel, channelOf, dueDigests } from '../adapters/store/channels.ts'
import {
  findConversation,
  forgetConversation,
  forgetConversations,
  rememberConversation,
} from '../adapters/store/conversations.ts'
import { type Database, openDatabase, ping, type Where } from '../adapters/store/database.ts'
import { allFeedback, countFeedback, giveFeedback } from '../adapters/store/feedback.ts'
import {
  claimOnce,
  countWaiting,
  delayEvent,
  finish,
  forgetDone,
  forgetKey,
  nextIn,
  receive,
  waitingLanes,
} from '../adapters/store/inbox.ts'
import { beginOutage, channelsOnCall, endOutage } from '../adapters/store/outages.ts'
import {
  delayOutgoing,
  finishOutgoing,
  forgetOutgoing,
  outgoingOf,
  putOutgoing,
  tryOutgoing,
} from '../adapters/store/outgoing.ts'
import { chooseLanguage, findPerson, nameOf, rememberPerson } from '../adapters/store/people.ts'
import {
  addResult,
  forgetResults,
  lastResults,
  nextDue,
  releaseTarget,
  resultsSince,
  takeDue,
} from '../adapters/store/targets.ts'
import { together } from '../adapters/store/together.ts'
import { inTurn, transact } from '../adapters/store/transact.ts'
import {
  allWatches,
  removeWatches,
  setWatch,
  targetKey,
  type Watch,
  watchById,
  watchesIn,
  watchesOf,
} from '../adapters/store/watches.ts'
import { readPaste } from '../src/diagnose.ts'
import { checks as made } from './support/checks.ts'
import { waiting } from './support/events.ts'
import { postgres, skipWithoutPostgres } from './support/postgres.ts'

const otherProcess = fileURLToPath(new URL('./support/store-process.ts', import.meta.url))
const now = Date.parse('2026-11-25T09:00:00Z')
const minute = 60_000
const workspace = 'T1'
const place = (channel: string) => ({ platform: 'slack', workspace, channel })
const ids = (rows: readonly { id: unknown }[]) => rows.map(({ id }) => id)

const databases: { name: string; skip: string | false; where: () => Promise<Where> }[] = [
  {
    name: 'SQLite',
    skip: false,
    where: async () => ({ folder: await mkdtemp(path.join(tmpdir(), 'acr-check-')) }),
  },
  { name: 'PostgreSQL', skip: skipWithoutPostgres, where: async () => ({ url: await (await postgres()).create() }) },
]

const unwatch = (db: Database, key: Parameters<typeof removeWatches>[1]) =>
  transact(db, (trx) => removeWatches(trx, key, now))

for (const { name, skip, where } of databases)
  describe(`what is kept in ${name}`, { skip }, () => {
    let db: Database
    const opened: Where[] = []
    const anew = async () => {
      const at = await where()
      opened.push(at)
      return at
    }
    before(async () => {
      db = await openDatabase(await anew())
    })
    after(async () => {
      await db?.destroy()
      for (const at of opened) if ('folder' in at) await rm(at.folder, { recursive: true, force: true })
    })

    test('numbers come back as numbers, and every letter as it was', async () => {
      const text = 'Zażółć 🦊 „…” \u2028 \\ \' " %'
      const reference = { text: `${text} \0 \ud800` }
      await rememberConversation(db, { platform: 'teams', workspace, conversation: text }, reference, now)
      assert.deepEqual(await findConversation(db, { platform: 'teams', workspace, conversation: text }), reference)
      const { at, many } = await db
        .selectFrom('conversations')
        .select(({ fn }) => ['at', fn.countAll().as('many')])
        .where('conversation', '=', text)
        .groupBy('at')
        .executeTakeFirstOrThrow()
      assert.deepEqual([at, many], [now, 1])
      await ping(db)
    })

    test('two posts that cover the same file keep both', async () => {
      const arrival = (key: string) => ({
        platform: 'covers',
        kind: 'covers.events',
        lane: key,
        key,
        covers: ['file:1'],
        body: { key },
      })
      const [first, second] = [await receive(db, arrival('covers:1'), 1), await receive(db, arrival('covers:2'), 2)]
      assert.deepEqual(ids(await waiting(db, 'covers')), [first, second])
    })

    test('events are known by every key, covered ones are done, and the done are forgotten in time', async () => {
      const arrival = (key: string, covers: string[] = []) => ({
        platform: 'slack',
        kind: 'slack.events',
        lane: 'C1',
        key,
        covers,
        body: { key },
        notBefore: 7,
      })
      const file = await receive(db, arrival('post:0'), 1_000)
      assert.ok(file)
      const message = await receive(db, arrival('post:1', ['post:0', 'post:2']), 1_001)
      assert.ok(message && message > file)
      assert.equal(await receive(db, arrival('post:1'), 1_002), undefined)
      assert.equal(await receive(db, arrival('post:2'), 1_003), undefined)
      assert.deepEqual(ids(await waiting(db, 'slack')), [message])
      assert.deepEqual(await waiting(db, 'teams'), [])
      const lane = { platform: 'slack', lane: 'C1' }
      assert.deepEqual(await nextIn(db, lane, 7), {
        event: { id: message, body: { key: 'post:1' }, receivedAt: 1_001, attempts: 0, copies: 0 },
      })
      assert.deepEqual([await countWaiting(db, 'slack'), await countWaiting(db, 'teams')], [1, 0])
      await finish(db, message, 2_000)
      assert.deepEqual([await waiting(db, 'slack'), await nextIn(db, lane, 7)], [[], undefined])
      await forgetDone(db, 3_000)
      assert.ok(await receive(db, arrival('post:1'), 4_000), 'so long after, nobody repeats it')
      assert.equal(await inTurn(db, 'here', (trx) => claimOnce(trx, 'once', 5_000)), true)
      assert.equal(await inTurn(db, 'here', (trx) => claimOnce(trx, 'once', 5_000)), false)
      await forgetKey(db, 'once')
      assert.equal(await inTurn(db, 'here', (trx) => claimOnce(trx, 'once', 5_000)), true)
    })

    test('a number that another process has taken is left to it', async (t) => {
      t.mock.method(Math, 'random', () => 0)
      const later = now + 10 * minute
      const taken = [0, 1].map((i) => later * 1000 + i)
      const event = {
        platform: 'theirs',
        lane: '',
        body: '{}',
        received_at: now,
        not_before: 0,
        attempts: 0,
        copies: 0,
        done_at: null,
      }
      for (const id of taken)
        await db
          .insertInto('events')
          .values({ id, ...event })
          .execute()
      const arrival = { platform: 'ours', kind: 'ours.events', lane: 'C1', key: 'taken', body: { it: 'is ours' } }
      const id = await receive(db, arrival, later)
      assert.ok(id && id > (taken[1] ?? 0))
      assert.deepEqual(ids(await waiting(db, 'ours')), [id])
      assert.deepEqual(ids(await waiting(db, 'theirs')), taken)
      assert.ok(await receive(db, { ...arrival, key: 'covering', covers: ['taken'] }, later))
      assert.ok(!(await waiting(db, 'ours')).some((it) => it.id === id), 'and its keys stand for its own number')
    })

    test('what is first in a lane: what is not due holds nobody up, what is to be tried again does', async () => {
      const lane = { platform: 'first', lane: 'C1' }
      const arrive = (key: string, notBefore = 0) =>
        receive(db, { ...lane, kind: 'first.events', key, body: key, notBefore }, now)
      const first = async (at: number) => {
        const next = await nextIn<string>(db, lane, at)
        return next && ('event' in next ? next.event.body : next.at - now)
      }
      assert.equal(await first(now), undefined)
      await arrive('first:later', now + 500)
      assert.equal(await first(now), 500)
      const id = await arrive('first:due')
      await arrive('first:next')
      assert.ok(id)
      assert.equal(await first(now), 'first:due')
      assert.deepEqual(await waitingLanes(db, 'first', now), ['C1'])
      await delayEvent(db, { id, attempts: 1, copies: 2 }, now + 200)
      assert.equal(await first(now), 200, 'nothing overtakes it')
      const next = await nextIn<string>(db, lane, now + 200)
      assert.deepEqual(next && 'event' in next && [next.event.attempts, next.event.copies], [1, 2])
      await finish(db, id, now)
      assert.equal(await first(now), 'first:next')
      assert.equal(await first(now + 500), 'first:later')
      assert.deepEqual(await nextIn(db, { ...lane, lane: 'C2' }, now), undefined)
    })

    test('what is written together is committed together, and one that fails fails alone', async () => {
      const written = await Promise.allSettled(
        [1, 2, 3, 4].map((i) =>
          together(db, async (trx) => {
            await claimOnce(trx, `together:${i}`, now)
            if (i === 3) throw new Error('the third')
            return i
          }),
        ),
      )
      assert.deepEqual(
        written.map((it) => (it.status === 'fulfilled' ? it.value : it.status)),
        [1, 2, 'rejected', 4],
      )
      const kept = await db.selectFrom('event_keys').select('key').where('key', 'like', 'together:%').execute()
      assert.deepEqual(kept.map(({ key }) => key).toSorted(), ['together:1', 'together:2', 'together:4'])
    })

    const answer: KeptAnswer = {
      ...place('answers'),
      id: 'a1',
      thread: null,
      post: '1.1',
      message: '1.2',
      person: 'U1',
      outsider: true,
      lang: 'pl',
      steps: 'first',
      causes: 'first',
      instead: null,
      paste: readPaste('dial tcp: lookup contoso.azurecr.io: no such host'),
      problem: 'p1',
      registry: 'contoso.azurecr.io',
      cause: 'registry-name',
      checking: null,
      broken_since: null,
      created_at: now,
    }

    test('answers are found by id, post, problem and person, change, and are forgotten', async () => {
      await keepAnswer(db, answer)
      await keepAnswer(db, { ...answer, lang: 'en' })
      const { checked, ...kept } = (await answerById(db, 'a1')) ?? {}
      assert.deepEqual([kept, checked], [answer, undefined], 'as it was kept first')
      const second = { ...place('answers'), post: '2.1' }
      await addReport(db, second, 'a1')
      assert.equal(await countReports(db, 'a1'), 2)
      assert.equal((await answerTo(db, second))?.told, false)
      await reportTold(db, second)
      const { told, id } = (await answerTo(db, second)) ?? {}
      assert.deepEqual([told, id], [true, 'a1'])
      await removeReport(db, second)
      assert.equal(await answerTo(db, second), undefined)

      await keepAnswer(db, { ...answer, id: 'a2', post: '3.1', created_at: now + 1 })
      assert.equal((await answerToProblem(db, { ...place('answers'), problem: 'p1' }, now))?.id, 'a2')
      assert.equal(await answerToProblem(db, { ...place('answers'), problem: 'p1' }, now + 2), undefined)
      assert.deepEqual(ids(await answersOf(db, answer, 5)), ['a2', 'a1'])
      assert.deepEqual(ids(await answersOf(db, answer, 1)), ['a2'])

      await changeAnswer(db, 'a2', { steps: 'all', checked: { at: now, failed: 'fault' }, broken_since: now })
      const changed = await answerById(db, 'a2')
      assert.deepEqual(
        [changed?.steps, changed?.checked, changed?.broken_since],
        ['all', { at: now, failed: 'fault' }, now],
      )
      await changeAnswer(db, 'a2', { checked: null })
      assert.equal((await answerById(db, 'a2'))?.checked, undefined)

      await forgetPastes(db, now + 1)
      assert.equal((await answerById(db, 'a1'))?.paste, undefined)
      assert.deepEqual((await answerById(db, 'a2'))?.paste, answer.paste)
      await forgetAnswers(db, now + 1)
      assert.equal(await answerById(db, 'a1'), undefined)
      assert.equal(await countReports(db, 'a1'), 0)
      await removeAnswer(db, 'a2')
      assert.deepEqual(await answersOf(db, answer, 5), [])
      assert.equal(await countReports(db, 'a2'), 0)
    })

    test('a person keeps the language they chose, whatever the platform says later', async () => {
      const key = { platform: 'slack', workspace, person: 'U1' }
      assert.equal(await findPerson(db, key), undefined)
      await chooseLanguage(db, key, 'pl')
      await rememberPerson(db, key, { locale: 'en-US', outsider: false, name: 'Ola Nowak' }, now)
      const known = { locale: 'en-US', outsider: false, name: 'Ola Nowak', askedAt: now }
      assert.deepEqual(await findPerson(db, key), { lang: 'pl', ...known })
      const asked = { ...key, person_name: null }
      assert.equal(await nameOf(db, asked), 'Ola Nowak')
      assert.equal(await nameOf(db, { ...asked, person_name: 'Ola' }), 'Ola')
      assert.equal(await nameOf(db, { ...asked, person: 'nobody' }), undefined)
      await chooseLanguage(db, key, 'en')
      await rememberPerson(db, key, { outsider: true }, now + 1)
      assert.deepEqual(await findPerson(db, key), { lang: 'en', outsider: true, askedAt: now + 1 })
    })

    test('whoever changes their mind is counted once', async () => {
      const by = { platform: 'slack', workspace, person: 'U1' }
      const feedback = { ...by, answer_id: 'f1', cause: 'registry-name', helped: 1, at: now }
      await giveFeedback(db, feedback)
      await giveFeedback(db, { ...feedback, person: 'U2', at: now + 1 })
      await giveFeedback(db, { ...feedback, helped: 0, at: now + 2 })
      assert.deepEqual(await countFeedback(db, 'f1'), { helped: 1, notHelped: 1 })
      assert.deepEqual(
        (await allFeedback(db)).map(({ person, helped, at }) => [person, helped, at]),
        [
          ['U1', 0, now + 2],
          ['U2', 1, now + 1],
        ],
      )
    })

    test('a conversation is forgotten by its key, or by what its reference says', async () => {
      const key = (conversation: string) => ({ platform: 'teams', workspace: 'T2', conversation })
      for (const it of ['c1', 'c2', 'c3']) await rememberConversation(db, key(it), { user: it }, now)
      await rememberConversation(db, key('c1'), { user: 'new' }, now + 1)
      assert.deepEqual(await findConversation(db, key('c1')), { user: 'new' })
      await forgetConversation(db, key('c1'))
      await forgetConversations<{ user: string }>(
        db,
        { platform: 'teams', workspace: 'T2' },
        ({ user }) => user === 'c2',
      )
      assert.deepEqual(await Promise.all(['c1', 'c2', 'c3'].map((it) => findConversation(db, key(it)))), [
        undefined,
        undefined,
        { user: 'c3' },
      ])
    })

    test('a channel without wishes has the usual ones, and each changes by itself', async () => {
      const key = place('wishes')
      const off = { quiet: null, digest: null, digest_at: null, maintenance: [], sharing: [] }
      const usual = { ...key, lang: 'en', zone: 'UTC', ...off }
      assert.deepEqual(await channelOf(db, key), usual)
      await changeChannel(db, key, { lang: 'pl', digest: '09:00', digest_at: now })
      const maintenance = [{ id: 3, from: 1, to: 2, registry: 'contoso.azurecr.io' }]
      await changeChannel(db, key, { zone: 'Europe/Warsaw', maintenance })
      await changeChannel(db, key, {})
      const wanted = { ...usual, lang: 'pl', digest: '09:00', digest_at: now, zone: 'Europe/Warsaw' }
      assert.deepEqual(await channelOf(db, key), { ...wanted, maintenance })
      assert.deepEqual(await inTurn(db, 'here', (trx) => dueDigests(trx, now - 1)), [])
      assert.deepEqual(await inTurn(db, 'here', (trx) => dueDigests(trx, now)), [await channelOf(db, key)])
      for (const sharing of ['everyone', ['C1', 'C2'], []] as const) {
        await changeChannel(db, key, { sharing })
        assert.deepEqual((await channelOf(db, key)).sharing, sharing)
      }
      await changeChannel(db, key, { digest: null, digest_at: null })
      assert.deepEqual(await inTurn(db, 'here', (trx) => dueDigests(trx, now)), [])
    })

    const watch = (id: string, channel: string, every: number, more: Partial<Watch> = {}): Watch => ({
      ...place(channel),
      id,
      registry: 'contoso.azurecr.io',
      image: '',
      every_ms: every * minute,
      mention: null,
      silenced: [],
      person: 'U1',
      person_name: 'Ola',
      source: 'chat',
      created_at: now,
      ...more,
    })

    test('a registry is checked as often as whoever watches it most often, and no more once nobody does', async () => {
      const target = { registry: 'contoso.azurecr.io', image: '' }
      await setWatch(db, watch('w1', 'C1', 30, { findings: ['ip-denied'], silenced: ['tls-expired'] }), now)
      const aimed = () => db.selectFrom('targets').selectAll().where('key', '=', targetKey(target)).executeTakeFirst()
      assert.equal((await aimed())?.next_at, now, 'at once')
      await setWatch(db, watch('w2', 'C2', 5), now)
      assert.deepEqual(ids(await watchesOf(db, target)), ['w1', 'w2'])
      assert.equal((await aimed())?.every_ms, 5 * minute)
      assert.deepEqual(
        await watchById(db, 'w1'),
        watch('w1', 'C1', 30, { findings: ['ip-denied'], silenced: ['tls-expired'] }),
      )
      await setWatch(db, watch('w9', 'C1', 60), now)
      assert.deepEqual(await watchesIn(db, place('C1')), [watch('w1', 'C1', 60)], 'it keeps its id')
      await setWatch(db, watch('w3', 'C1', 10, { image: 'app/web', source: 'file' }), now)
      assert.deepEqual(new Set(ids(await allWatches(db))), new Set(['w1', 'w2', 'w3']))

      assert.deepEqual(ids(await unwatch(db, place('C2'))), ['w2'])
      assert.equal((await aimed())?.every_ms, 60 * minute)
      assert.deepEqual(ids(await unwatch(db, { ...place('C1'), source: 'file' })), ['w3'])
      await unwatch(db, { id: 'w1' })
      assert.deepEqual(await allWatches(db), [])
      assert.equal(await nextDue(db), undefined)
    })

    test('a watch that becomes faster is checked within its new interval, and one that becomes slower is not checked at once', async () => {
      const registry = 'faster.azurecr.io'
      const due = async () =>
        (await db.selectFrom('targets').select('next_at').where('key', '=', registry).executeTakeFirstOrThrow()).next_at
      await setWatch(db, watch('f1', 'C7', 24 * 60, { registry }), now)
      const [taken] = await takeDue(db, now, { most: 1, until: now + 45_000, nextOf: () => now + 24 * 60 * minute })
      assert.equal(taken?.key, registry)
      const later = now + 3 * minute
      await setWatch(db, watch('f1', 'C7', 1, { registry }), later)
      assert.ok((await due()) > later && (await due()) <= later + minute, 'while it is being checked')
      await releaseTarget(db, registry)
      await setWatch(db, watch('f1', 'C7', 30, { registry, source: 'file' }), later)
      assert.ok((await due()) > later && (await due()) <= later + 30 * minute)
      await unwatch(db, place('C7'))
    })

    test('who ends a watch closes its case, with a line that says so, and no other', async () => {
      const registry = 'ended.azurecr.io'
      const ended = { id: 'U2', event: { kind: 'unwatched', who: 'Jan' } } as const
      for (const channel of ['C5', 'C6']) {
        await setWatch(db, watch(channel, channel, 5, { registry }), now)
        const open = { ...emptyCase, ...place(channel), registry, image: '', lang: 'en', state: 'open' } as const
        const broken = { ...open, finding: 'ip-denied', flapping: false, opened_at: now } as const
        await inTurn(db, 'here', (trx) => addCase(trx, { ...broken, id: channel, watch: channel, message: 'm1' }))
      }
      assert.deepEqual(ids(await endWatches(db, place('C5'), ended, now + minute)), ['C5'])
      const [over, other] = [await caseById(db, 'C5'), await caseById(db, 'C6')]
      assert.deepEqual([over?.state, over?.closed_at, over?.ended], ['closed', now + minute, 'unwatched'])
      assert.equal(other?.state, 'open')
      assert.deepEqual(
        (await caseEvents(db, 'C5')).map(({ kind, who }) => [kind, who]),
        [['unwatched', 'Jan']],
      )
      const said = await outgoingOf(db, { ...place('C5'), channel: 'C5' })
      assert.deepEqual(
        said.map(({ kind }) => kind),
        ['case', 'case-event'],
      )
      assert.deepEqual(ids(await endWatches(db, place('C5'), ended, now)), [], 'and only once')
      await unwatch(db, place('C6'))
      for (const table of ['outgoing', 'case_events', 'cases', 'audit'] as const) await db.deleteFrom(table).execute()
    })

    test('what quiet hours held back goes out when they are ended, and nothing else moves', async () => {
      const open = { ...emptyCase, ...place('C8'), image: '', lang: 'en', state: 'open', flapping: false } as const
      const broken = { ...open, registry: 'held.azurecr.io', finding: 'ip-denied', opened_at: now } as const
      await changeChannel(db, place('C8'), { quiet: '00:00-23:00' })
      const held = now + 14 * 60 * minute
      await inTurn(db, 'here', async (trx) => {
        const channel = await channelOf(trx, place('C8'))
        await addCase(trx, { ...broken, id: 'held', watch: 'held' })
        await say(trx, { ...broken, id: 'held', watch: 'held' }, channel, now, null)
        await putOutgoing(trx, { ...place('C8'), kind: 'digest', about: 'C8', body: {} }, now, held)
      })
      const due = async () =>
        (await outgoingOf(db, { ...place('C8'), channel: 'C8' })).map(({ kind, not_before }) => [kind, not_before])
      assert.deepEqual(await due(), [
        ['case', held],
        ['digest', held],
      ])
      await changeWishes(db, place('C8'), () => ({ quiet: null }), now + minute)
      assert.deepEqual(await due(), [
        ['case', now + minute],
        ['digest', held],
      ])
      for (const table of ['outgoing', 'cases', 'channels'] as const) await db.deleteFrom(table).execute()
    })

    test('an alert that nobody resolves is closed a day after it came, once', async () => {
      const row = { id: 'k', hash: 'h', ...place('C8'), feed: 0, created_at: now, revoked_at: null }
      const alert = { kind: 'alert', key: 'unheard', state: 'fired', title: 'x', registries: [], facts: [] } as const
      await takeAlert(db, row, alert, now)
      await takeAlert(db, row, alert, now + 60 * minute)
      const day = 24 * 60 * minute
      await tendAlerts(db, now + day)
      assert.equal((await newestCase(db, 'alert k unheard'))?.state, 'open', 'it came again meanwhile')
      for (const at of [now + day + 60 * minute, now + 2 * day]) await tendAlerts(db, at)
      const over = await newestCase(db, 'alert k unheard')
      assert.deepEqual([over?.ended, over?.closed_at], ['unheard', now + day + 60 * minute])
      const story = await caseEvents(db, over?.id ?? '')
      assert.deepEqual(
        story.map(({ kind }) => kind),
        ['alertUnheard'],
      )
      for (const table of ['outgoing', 'case_events', 'cases'] as const) await db.deleteFrom(table).execute()
    })

    test('a target is taken by one only, and again once it is given back', async () => {
      await setWatch(db, watch('t1', 'C1', 5, { registry: 'taken.azurecr.io' }), now)
      const take = (at: number) =>
        takeDue(db, at, { most: 5, until: at + 45_000, nextOf: ({ every_ms }) => at + every_ms })
      const keys = (taken: readonly { key: string }[]) => taken.map(({ key }) => key)
      const taken = await Promise.all([1, 2, 3, 4, 5].map(() => take(now)))
      assert.deepEqual(taken.flatMap(keys), ['taken.azurecr.io'])
      assert.deepEqual(await take(now), [])
      assert.equal(await nextDue(db), now + 5 * minute)
      await releaseTarget(db, 'taken.azurecr.io', now + minute)
      assert.deepEqual(keys(await take(now + minute)), ['taken.azurecr.io'])
      assert.deepEqual(keys(await take(now + 60 * minute)), ['taken.azurecr.io'], 'whoever had it is dead')
      await unwatch(db, place('C1'))
    })

    test('results come newest last, once for each time, and are forgotten in time', async () => {
      const result = (at: number) => ({
        target: 'r',
        at,
        verdict: 'healthy',
        finding: null,
        ms: 12,
        round_trip: at % 2 || null,
      })
      await inTurn(db, 'here', async (trx) => {
        for (const at of [1, 2, 3, 3]) await addResult(trx, result(at))
      })
      assert.deepEqual(
        (await lastResults(db, 'r', 2)).map(({ at, round_trip }) => [at, round_trip]),
        [
          [2, null],
          [3, 1],
        ],
      )
      assert.deepEqual(
        (await resultsSince(db, 'r', 2)).map(({ at }) => at),
        [2, 3],
      )
      await forgetResults(db, 3)
      assert.deepEqual(
        (await lastResults(db, 'r', 9)).map(({ at }) => at),
        [3],
      )
    })

    const openCase: KeptCase = {
      ...emptyCase,
      ...place('C1'),
      id: 'k1',
      watch: 'w1',
      registry: 'contoso.azurecr.io',
      image: '',
      lang: 'en',
      state: 'open',
      finding: 'ip-denied',
      flapping: true,
      opened_at: now,
    }

    test('cases are found while they are open, with their story, and forgotten with it', async () => {
      const checks = { en: made.en.broken, pl: made.pl.broken }
      await inTurn(db, 'here', async (trx) => {
        await addCase(trx, { ...openCase, checks })
        await addCase(trx, { ...openCase, id: 'k2', opened_at: now + 1, registry: 'fabrikam.azurecr.io' })
        for (const kind of ['opened', 'changed', 'closed'])
          await addCaseEvent(trx, { case_id: 'k1', at: now, kind, who: null, detail: null })
        await audit(trx, { at: now, ...place('C1'), who: 'U1', what: 'resolve', about: 'k1' })
      })
      assert.deepEqual(await caseById(db, 'k1'), { ...openCase, checks: JSON.parse(JSON.stringify(checks)) })
      assert.equal((await newestCase(db, 'w1'))?.id, 'k2')
      assert.deepEqual(ids(await openCases(db)), ['k1', 'k2'])
      assert.deepEqual(ids(await openCases(db, 'contoso.azurecr.io')), ['k1'])
      assert.deepEqual(
        (await caseEvents(db, 'k1')).map(({ kind }) => kind),
        ['opened', 'changed', 'closed'],
      )
      await changeCase(db, 'k1', { state: 'closed', closed_at: now + 5, flapping: false, reports: 2 })
      const { state, flapping, reports } = (await caseById(db, 'k1')) ?? {}
      assert.deepEqual([state, flapping, reports], ['closed', false, 2])
      await forgetCases(db, now + 5, now + 1)
      assert.deepEqual(ids(await caseEvents(db, 'k1')).length, 3, 'not yet')
      await forgetCases(db, now + 6, now + 1)
      assert.deepEqual([await caseById(db, 'k1'), await caseEvents(db, 'k1')], [undefined, []])
      assert.deepEqual(await db.selectFrom('audit').select('id').execute(), [])
      assert.deepEqual(ids(await openCases(db)), ['k2'])
    })

    test('a change and what is to be said of it are there together, or neither is', async () => {
      const said = { ...place('C1'), kind: 'case', about: 'k9', body: { mention: '@here' } }
      const failing = inTurn(db, 'here', async (trx) => {
        await addCase(trx, { ...openCase, id: 'k9' })
        await putOutgoing(trx, said, now)
        throw new Error('in the middle')
      })
      await assert.rejects(failing, /in the middle/)
      assert.deepEqual([await caseById(db, 'k9'), await outgoingOf(db, place('C1'))], [undefined, []])

      await inTurn(db, 'here', async (trx) => {
        for (const about of ['k1', 'k2', 'k3']) await putOutgoing(trx, { ...said, about }, now, now + minute)
      })
      const [first, second, third] = await outgoingOf(db, place('C1'))
      assert.ok(first && second && third)
      assert.deepEqual([first.about, second.about, third.about], ['k1', 'k2', 'k3'], 'in order')
      assert.deepEqual([first.body, first.not_before, first.attempts], [said.body, now + minute, 0])
      await tryOutgoing(db, first.id, now)
      await tryOutgoing(db, first.id, now + 1)
      const tried = (await outgoingOf(db, place('C1')))[0]
      assert.deepEqual([tried?.attempts, tried?.tried_at], [2, now + 1])
      await delayOutgoing(db, first.id, now + 2, { copies: 2 })
      assert.equal((await outgoingOf(db, place('C1')))[0]?.tried_at, now + 1, 'it may have come')
      await delayOutgoing(db, first.id, now + 3, { certain: true })
      const { tried_at, not_before, copies } = (await outgoingOf(db, place('C1')))[0] ?? {}
      assert.deepEqual([tried_at, not_before, copies], [null, now + 3, 2])
      await finishOutgoing(db, [first.id, second.id], now + 4)
      await finishOutgoing(db, [], now + 4)
      assert.deepEqual(ids(await outgoingOf(db, place('C1'))), [third.id])
      await forgetOutgoing(db, now + 5)
      assert.deepEqual(await db.selectFrom('outgoing').select('id').execute(), [{ id: third.id }])
      assert.deepEqual(await outgoingOf(db, { ...place('C1'), platform: 'teams' }), [])
    })

    test('an address for alerts is known by its token until it is revoked, and the token stands nowhere', async () => {
      const { id, token } = await makeAlertToken(db, { ...place('C1'), feed: true }, now)
      const found = await alertToken(db, token)
      assert.deepEqual([found?.id, found?.channel, found?.feed], [id, 'C1', 1])
      assert.equal(await alertToken(db, `${token}x`), undefined)
      assert.ok(!JSON.stringify(await alertTokens(db)).includes(token))
      assert.equal((await revokeAlertToken(db, id, now))?.workspace, workspace)
      assert.equal(await revokeAlertToken(db, id, now), undefined)
      assert.equal(await alertToken(db, token), undefined)
    })

    test('a platform that refuses us is noted once until it does no more, with where that was told', async () => {
      await setWatch(db, watch('o1', 'C-outage', 5, { registry: 'outage.azurecr.io' }), now)
      const { id } = await makeAlertToken(db, { ...place('C-alerted'), feed: false }, now)
      const before = await channelsOnCall(db, place(''))
      assert.ok(before.includes('C-outage') && before.includes('C-alerted'))
      assert.equal(new Set(before).size, before.length)
      await revokeAlertToken(db, id, now)
      assert.ok(!(await channelsOnCall(db, place(''))).includes('C-alerted'))

      const outage = { platform: 'teams', reason: 'invalid_client', since: now, told: [place('C-outage')] }
      const begins = () => transact(db, (trx) => beginOutage(trx, outage))
      const ends = () => transact(db, (trx) => endOutage(trx, 'teams'))
      assert.deepEqual([await begins(), await begins()], [true, false])
      assert.deepEqual([await ends(), await ends()], [outage, undefined])
      assert.equal(await begins(), true)
      await unwatch(db, place('C-outage'))
    })

    test('the workspace that was served last is known', async () => {
      assert.equal(await knownWorkspace(db, 'slack'), undefined)
      await knowWorkspace(db, 'slack', 'T1', 1)
      await knowWorkspace(db, 'slack', 'T2', 2)
      await knowWorkspace(db, 'slack', 'T1', 3)
      assert.equal(await knownWorkspace(db, 'slack'), 'T1')
    })

    test('processes that start at once make one database of it, and take turns to decide', async () => {
      const at = await anew()
      const times = 25
      const run = () =>
        promisify(execFile)(process.execPath, [otherProcess, JSON.stringify({ where: at, times, at: now })])
      await Promise.all([run(), run(), run()])
      const counted = await openDatabase(at)
      assert.equal((await channelOf(counted, place('counted'))).digest_at, 3 * times)
      assert.equal((await counted.selectFrom('audit').select('id').execute()).length, 3 * times)
      await counted.destroy()
    })

    test('a newer one is refused and left as it is', async () => {
      const at = await anew()
      const newer = await openDatabase(at)
      await sql`insert into kysely_migration (name, timestamp) values ('999-later', '2030-01-01')`.execute(newer)
      await newer.destroy()
      await assert.rejects(openDatabase(at), /was made by a newer acr-check: start that version, or set /)
    })

    test('an upgrade that fails leaves everything as it was', async () => {
      const at = await anew()
      const older = await openDatabase(at)
      for (const table of ['channels', 'watches']) await older.schema.dropTable(table).execute()
      await sql`delete from kysely_migration where name >= '004'`.execute(older)
      // In the way of the third table that it makes.
      const message = /could not be brought up to date; it was left as it was.*targets/
      await assert.rejects(openDatabase(at), message)
      await assert.rejects(sql`select * from channels`.execute(older), /channels/)
      await older.schema.dropTable('targets').execute()
      await older.destroy()
      await assert.rejects(openDatabase(at), /results/)
    })
  })
