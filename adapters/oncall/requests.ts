// What is answered to those who ask on call for something: a watch begins or ends, a channel's wishes change.
import { randomUUID } from 'node:crypto'
import type { Answer } from '../../cards/answer.ts'
import { problemAnswer, settingAnswer, tooManyAnswer, watchAnswer, watchesAnswer } from '../../cards/watches.ts'
import { nextDigest, readWindow } from '../../src/oncall/calendar.ts'
import { type Named, readMention } from '../../src/oncall/mention.ts'
import type { OnCallRequest } from '../../src/oncall/request.ts'
import type { Lang } from '../../src/words/text.ts'
import type { Person } from '../chat/event.ts'
import { audit, openCases } from '../store/cases.ts'
import { changeChannel, channelOf } from '../store/channels.ts'
import type { Database } from '../store/database.ts'
import { nameOf } from '../store/people.ts'
import { lastResults } from '../store/targets.ts'
import { type ChannelKey, setWatch, targetKey, type Watch, watchesIn } from '../store/watches.ts'
import { endWatches } from './unwatch.ts'

const mostInChannel = 50

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

export async function answerOnCall(request: OnCallRequest, from: From, around: Around): Promise<Answer> {
  const { db, now } = around
  const { platform, workspace, channel, person, lang } = from
  const key: ChannelKey = { platform, workspace, channel }
  const note = (what: string, about: string) => audit(db, { at: now(), ...key, who: person.id, what, about })
  switch (request.ask) {
    case 'unclear':
      return problemAnswer(request.problem, lang)
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
      if (called && !called.ok) return problemAnswer(called.problem, lang)
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
    case 'setting': {
      const changed = await set(request, key, around)
      if ('problem' in changed) return problemAnswer(changed.problem, lang)
      await note(request.setting, request.value ?? 'off')
      return settingAnswer(request.setting, request.value, lang)
    }
  }
}

async function set(
  { setting, value }: Extract<OnCallRequest, { ask: 'setting' }>,
  key: ChannelKey,
  { db, now }: Around,
): Promise<object | { problem: Readonly<Record<Lang, string>> }> {
  const { zone, digest } = await channelOf(db, key)
  if (setting === 'maintenance') {
    const read = value === null ? undefined : readWindow(value, zone)
    if (read && !read.ok) return { problem: read.problem }
    await changeChannel(db, key, { maintenance: read ? [read.value] : [] })
  } else if (setting === 'digest')
    await changeChannel(db, key, {
      digest: value,
      digest_at: value === null ? null : nextDigest(value, zone, now()),
    })
  else if (setting === 'zone')
    await changeChannel(db, key, {
      zone: value ?? 'UTC',
      ...(digest && { digest_at: nextDigest(digest, value ?? 'UTC', now()) }),
    })
  else await changeChannel(db, key, { quiet: value })
  return {}
}

async function listed(key: ChannelKey, lang: Lang, { db, now }: Around): Promise<Answer> {
  const [watches, open, { zone }] = await Promise.all([watchesIn(db, key), openCases(db), channelOf(db, key)])
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
  return watchesAnswer(shown, lang, zone, now())
}
