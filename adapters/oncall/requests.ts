// What is answered to those who ask on call for something: a watch begins or ends, a channel's wishes change.
import { randomUUID } from 'node:crypto'
import type { Answer } from '../../cards/answer.ts'
import {
  plannedAnswer,
  problemAnswer,
  settingAnswer,
  sharingAnswer,
  tooManyAnswer,
  unsilencedAnswer,
  watchAnswer,
  watchesAnswer,
} from '../../cards/watches.ts'
import { nextDigest } from '../../src/oncall/calendar.ts'
import { type Named, readMention } from '../../src/oncall/mention.ts'
import { readPlanned } from '../../src/oncall/planned.ts'
import { quietIn } from '../../src/oncall/quiet.ts'
import type { OnCallRequest, Setting } from '../../src/oncall/request.ts'
import { readSharing } from '../../src/oncall/sharing.ts'
import { isInFile, isOver, noSuchPlan, tooMuchPlanned } from '../../src/words/oncall.ts'
import type { Lang, Text } from '../../src/words/text.ts'
import type { Person } from '../chat/event.ts'
import { audit, openCases } from '../store/cases.ts'
import { type Channel, changeChannel, channelOf, type KeptPlanned, withPlanned } from '../store/channels.ts'
import type { Database } from '../store/database.ts'
import { nameOf } from '../store/people.ts'
import { lastResults } from '../store/targets.ts'
import { inTurn, turnOf } from '../store/transact.ts'
import { type ChannelKey, setWatch, targetKey, type Watch, watchesIn } from '../store/watches.ts'
import { endSilence } from './silence.ts'
import { endWatches } from './unwatch.ts'
import { changeWishes } from './wishes.ts'

const mostInChannel = 50
const mostPlanned = 50

export type From = {
  platform: 'slack' | 'teams'
  workspace: string
  channel: string
  person: Person
  lang: Lang
  /** Whom the request names by mentions. */
  named?: readonly Named[]
}

type Around = {
  db: Database
  now: () => number
  /** Whether ACR_CHECK_REGISTRIES allows it. */
  covers: (loginServer: string) => Promise<boolean>
}

/** What cannot be done, with what to do instead. */
export class OnCallRefused extends Error {
  readonly problem: Text
  constructor(problem: Text) {
    super(problem.en)
    this.problem = problem
  }
}
const refuse = (problem: Text): never => {
  throw new OnCallRefused(problem)
}

export const answerOnCall = (request: OnCallRequest, from: From, around: Around): Promise<Answer> =>
  obey(request, from, around).catch((error) => {
    if (error instanceof OnCallRefused) return problemAnswer(error.problem, from.lang)
    throw error
  })

/** @throws OnCallRefused */
export async function obey(request: OnCallRequest, from: From, around: Around): Promise<Answer> {
  const { db, now } = around
  const { platform, workspace, channel, person, lang } = from
  const key: ChannelKey = { platform, workspace, channel }
  const note = (what: string, about: string) => audit(db, { at: now(), ...key, who: person.id, what, about })
  switch (request.ask) {
    case 'unclear':
      return refuse(request.problem)
    case 'watches':
      return listed(key, lang, around)
    case 'unwatch': {
      const { loginServer } = request.registry
      const event = { kind: 'unwatched', who: person.name ?? person.id } as const
      const ended = { id: person.id, event }
      const gone: Watch[] = []
      for (const source of ['chat', 'terminal'] as const)
        gone.push(...(await endWatches(db, { ...key, registry: loginServer, source }, ended, now())))
      if (gone.length > 0) return watchAnswer('ended', { loginServer }, lang)
      const listed = (await watchesIn(db, key)).some(({ registry }) => registry === loginServer)
      return watchAnswer(listed ? 'inFile' : 'notWatched', { loginServer }, lang)
    }
    case 'watch': {
      const { registry, everyMs, image, findings, mention } = request
      const { loginServer } = registry
      if (!(await around.covers(loginServer))) return watchAnswer('notCovered', { loginServer }, lang)
      const called = mention === undefined ? undefined : readMention(platform, mention, from.named)
      if (called && !called.ok) return refuse(called.problem)
      const known = await watchesIn(db, key)
      const isNew = !known.some((it) => it.registry === loginServer && it.image === image)
      if (isNew && known.length >= mostInChannel) return tooManyAnswer(mostInChannel, lang)
      const watch: Watch = {
        ...key,
        id: randomUUID(),
        registry: loginServer,
        image,
        every_ms: everyMs,
        mention: called?.value ?? null,
        silenced: [],
        person: person.id,
        person_name: person.name ?? null,
        source: 'chat',
        created_at: now(),
        ...(findings && { findings }),
      }
      await setWatch(db, watch, now())
      // In whose language it was asked for, unless the channel has one already.
      const { lang: spoken } = await channelOf(db, key)
      if (known.length === 0 && spoken !== lang) await changeChannel(db, key, { lang })
      await note('watch', loginServer)
      return watchAnswer('set', { loginServer, image, everyMs }, lang)
    }
    case 'unsilence': {
      const silence = {
        ...(request.registry && { registry: request.registry.loginServer }),
        ...(request.finding && { finding: request.finding }),
      }
      const ended = await inTurn(db, turnOf.channel(key), (trx) => endSilence(trx, key, silence, person, now()))
      return unsilencedAnswer(
        ended.map(({ registry, silenced }) => ({ loginServer: registry, silenced })),
        lang,
      )
    }
    case 'planned':
      return plannedAnswer(await channelOf(db, key), lang, now())
    case 'plan': {
      const { zone, maintenance } = await channelOf(db, key)
      const read = readPlanned(request.typed, zone)
      if (!read.ok) return refuse(read.problem)
      if (read.value.to <= now()) return refuse(isOver)
      if (maintenance.length >= mostPlanned) return refuse(tooMuchPlanned)
      const changed = await changeWishes(
        db,
        key,
        (known) => ({ maintenance: withPlanned(known.maintenance, [read.value], now()) }),
        now(),
      )
      await note('maintenance', request.typed)
      return plannedAnswer(changed, lang, now())
    }
    case 'cancel': {
      const isMeant = ({ id, byFile }: KeptPlanned) => !byFile && (request.id === undefined || id === request.id)
      const { maintenance } = await channelOf(db, key)
      if (request.id !== undefined && !maintenance.some(isMeant))
        return refuse(maintenance.some(({ id }) => id === request.id) ? isInFile : noSuchPlan)
      const takeBack = (it: KeptPlanned): KeptPlanned => (isMeant(it) ? { ...it, cancelled: true } : it)
      const changed = await changeWishes(db, key, (known) => ({ maintenance: known.maintenance.map(takeBack) }), now())
      await note('maintenance', `cancel ${request.id ?? 'all'}`)
      return plannedAnswer(changed, lang, now())
    }
    case 'share': {
      const read = readSharing(platform, request.typed, from.named)
      if (!read.ok) return refuse(read.problem)
      await changeChannel(db, key, { sharing: read.value })
      await note('share', read.value === 'everyone' ? read.value : read.value.join(' ') || 'nobody')
      return sharingAnswer(read.value, lang)
    }
    case 'setting': {
      const { setting, value } = request
      await changeWishes(db, key, (known) => wished(setting, value, known, now()), now())
      await note(setting, value ?? 'off')
      return settingAnswer(setting, setting === 'quiet' && value !== null ? quietIn(value, lang) : value, lang)
    }
  }
}

function wished(setting: Setting, value: string | null, { zone, digest }: Channel, at: number) {
  switch (setting) {
    case 'quiet':
      return { quiet: value }
    case 'digest':
      return { digest: value, digest_at: value === null ? null : nextDigest(value, zone, at) }
    case 'zone':
      return { zone: value ?? 'UTC', ...(digest && { digest_at: nextDigest(digest, value ?? 'UTC', at) }) }
  }
}

async function listed(key: ChannelKey, lang: Lang, { db, now }: Around): Promise<Answer> {
  const [watches, open, channel] = await Promise.all([watchesIn(db, key), openCases(db), channelOf(db, key)])
  const broken = new Set(open.map(({ watch }) => watch))
  const shown = await Promise.all(
    watches.map(async (watch) => {
      const [[last], by] = await Promise.all([lastResults(db, targetKey(watch), 1), nameOf(db, watch)])
      const works = last?.verdict === 'healthy' ? 'works' : 'unknown'
      return {
        loginServer: watch.registry,
        image: watch.image,
        everyMs: watch.every_ms,
        state: broken.has(watch.id) ? ('broken' as const) : (works as 'works' | 'unknown'),
        createdAt: watch.created_at,
        silenced: watch.silenced,
        byFile: watch.source === 'file',
        ...(by && { by }),
      }
    }),
  )
  return watchesAnswer(shown, channel, lang, now())
}
