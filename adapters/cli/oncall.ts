// acr-check watch, unwatch, watches and alerts: the same as in a chat, from the machine where the server runs, beside it. What
// they change the server notices within half a minute.
import { randomUUID } from 'node:crypto'
import { readRegistryName } from '../../src/chat/request.ts'
import { imageOf } from '../../src/checks/image.ts'
import { type FindingId, findingIds } from '../../src/ids.ts'
import { readEvery } from '../../src/oncall/calendar.ts'
import { readMention } from '../../src/oncall/mention.ts'
import { readOnCall } from '../../src/oncall/request.ts'
import { span } from '../../src/oncall/when.ts'
import { OnCallRefused, obey } from '../oncall/requests.ts'
import { endWatches } from '../oncall/unwatch.ts'
import { alertTokens, knownWorkspace, makeAlertToken, revokeAlertToken } from '../store/alert-tokens.ts'
import { audit } from '../store/cases.ts'
import type { Database } from '../store/database.ts'
import { nameOf } from '../store/people.ts'
import { allWatches, setWatch } from '../store/watches.ts'
import { withDatabase } from './database.ts'
import { painted } from './print.ts'
import { Misuse, type Surroundings, status } from './surroundings.ts'
import { table } from './table.ts'

export type Where = { slack?: string; teams?: string }
export type WatchOptions = Where & { every: string; image?: string; findings?: string; mention?: string }

const withExisting = <Value>(around: Surroundings, use: (db: Database) => Promise<Value>): Promise<Value> =>
  withDatabase(around, use, (folder) => {
    throw new Misuse(
      `There is no database in ${folder}: start the server with a chat platform first ("npm start"), or set ACR_CHECK_DATA to its folder`,
    )
  })

async function placeOf(db: Database, { slack, teams }: Where) {
  const platform = slack === undefined ? 'teams' : 'slack'
  const channel = slack ?? teams
  if (channel === undefined || (slack !== undefined && teams !== undefined))
    throw new Misuse('Say in which channel: --slack C0123456789, or --teams 19:...@thread.tacv2')
  const workspace = await knownWorkspace(db, platform)
  if (workspace === undefined)
    throw new Misuse(`The server has not spoken to ${platform} yet: start it with the settings of ${platform} once`)
  return { platform, workspace, channel } as const
}

const registryOf = (name: string) => {
  const read = readRegistryName(name)
  if (!read)
    throw new Misuse(`"${name.slice(0, 80)}" is not a registry name: give one such as myregistry, or its login server`)
  return read.loginServer
}

const by = 'command line'

export async function watchCommand(names: readonly string[], options: WatchOptions, around: Surroundings) {
  const every = readEvery(options.every)
  if (!every.ok) throw new Misuse('--every takes a span from one minute to 24 hours, such as 5m or 1h')
  if (options.image !== undefined && !imageOf(options.image))
    throw new Misuse('--image takes REPOSITORY, REPOSITORY:TAG or REPOSITORY@sha256:DIGEST, without the registry')
  const findings = options.findings?.split(',').map((it) => it.trim())
  const unknown = findings?.find((it) => !findingIds.some((id) => id === it))
  if (unknown !== undefined) throw new Misuse(`"${unknown}" is not a finding; there are: ${findingIds.join(', ')}`)
  const registries = names.map(registryOf)
  return withExisting(around, async (db) => {
    const place = await placeOf(db, options)
    const mention = options.mention === undefined ? undefined : readMention(place.platform, options.mention)
    if (mention && !mention.ok) throw new Misuse(mention.problem.en.replaceAll('`', '"'))
    for (const registry of registries) {
      const now = Date.now()
      await setWatch(
        db,
        {
          ...place,
          id: randomUUID(),
          registry,
          image: options.image ?? '',
          every_ms: every.value,
          mention: mention?.value ?? null,
          silenced: [],
          person: null,
          person_name: null,
          source: 'terminal',
          created_at: now,
          ...(findings && { findings: findings as FindingId[] }),
        },
        now,
      )
      await audit(db, { at: now, ...place, who: by, what: 'watch', about: registry })
      around.stdout.write(`${registry} is watched every ${span(every.value)} for ${place.platform} ${place.channel}.\n`)
    }
    return status.ok
  })
}

export async function unwatchCommand(names: readonly string[], where: Where, around: Surroundings) {
  const registries = names.map(registryOf)
  return withExisting(around, async (db) => {
    const place = await placeOf(db, where)
    for (const registry of registries) {
      const event = { kind: 'unwatched', who: by } as const
      const gone = await endWatches(db, { ...place, registry }, { id: by, event }, Date.now())
      if (gone.length === 0) throw new Misuse(`${registry} is not watched there; "acr-check watches" shows what is`)
      around.stdout.write(`${registry} is not watched there any more.\n`)
    }
    return status.ok
  })
}

/** The same words as in the channel. */
export async function sayCommand(words: readonly string[], where: Where, around: Surroundings) {
  const request = readOnCall(words.join(' '))
  if (!request) throw new Misuse(`That cannot be read: "acr-check ${words[0]} --help" shows how it is written`)
  if (request.ask === 'unclear') throw new Misuse(request.problem.en.replaceAll('`', '"'))
  return withExisting(around, async (db) => {
    const from = { ...(await placeOf(db, where)), person: { id: by }, lang: 'en' } as const
    const answer = await obey(request, from, { db, now: Date.now, covers: async () => true }).catch((error) => {
      throw error instanceof OnCallRefused ? new Misuse(error.problem.en.replaceAll('`', '"')) : error
    })
    around.stdout.write((await painted(around.stdout))(answer))
    return status.ok
  })
}

export async function watchesCommand({ json }: { json?: true }, around: Surroundings) {
  return withExisting(around, async (db) => {
    const watches = await Promise.all(
      (await allWatches(db)).map(async (watch) => {
        const { platform, channel, registry, image, every_ms, findings, silenced, source, created_at } = watch
        const by = (await nameOf(db, watch)) ?? watch.person
        return {
          platform,
          channel,
          registry,
          ...(image && { image }),
          everyMs: every_ms,
          ...(findings && { findings }),
          ...(silenced.length > 0 && { silenced }),
          source,
          ...(by !== null && { by }),
          createdAt: new Date(created_at).toISOString(),
        }
      }),
    )
    if (json) around.stdout.write(`${JSON.stringify({ watches }, undefined, 2)}\n`)
    else if (watches.length === 0) around.stdout.write('Nothing is watched: acr-check watch REGISTRY --slack CHANNEL\n')
    else
      around.stdout.write(
        table(
          ['registry', 'every', 'for', 'from', 'asked for by', 'since (UTC)', 'silenced'],
          watches.map((it) => [
            it.image ? `${it.registry}/${it.image}` : it.registry,
            span(it.everyMs),
            `${it.platform} ${it.channel}`,
            it.source,
            it.by ?? '',
            it.createdAt.slice(0, 16).replace('T', ' '),
            it.silenced?.join(', ') ?? '',
          ]),
        ),
      )
    return status.ok
  })
}

export async function createAlertsCommand(options: Where & { feed?: true }, around: Surroundings) {
  return withExisting(around, async (db) => {
    const place = await placeOf(db, options)
    const { id, token } = await makeAlertToken(db, { ...place, feed: options.feed === true }, Date.now())
    await audit(db, { at: Date.now(), ...place, who: by, what: 'alerts create', about: id })
    around.stdout.write(
      `Post alerts for ${place.platform} ${place.channel} to this path of the server; it is shown this once:\n/api/alerts/${token}\nTake it back with: acr-check alerts revoke ${id}\n`,
    )
    return status.ok
  })
}

export async function listAlertsCommand({ json }: { json?: true }, around: Surroundings) {
  return withExisting(around, async (db) => {
    const tokens = (await alertTokens(db)).map(({ id, platform, channel, feed, created_at, revoked_at }) => ({
      id,
      platform,
      channel,
      feed: feed === 1,
      createdAt: new Date(created_at).toISOString(),
      ...(revoked_at !== null && { revokedAt: new Date(revoked_at).toISOString() }),
    }))
    if (json) around.stdout.write(`${JSON.stringify({ alerts: tokens }, undefined, 2)}\n`)
    else if (tokens.length === 0)
      around.stdout.write('No channel takes alerts: acr-check alerts create --slack CHANNEL\n')
    else
      around.stdout.write(
        table(
          ['id', 'for', 'made (UTC)', ''],
          tokens.map((it) => [
            it.id,
            `${it.platform} ${it.channel}`,
            it.createdAt.slice(0, 16).replace('T', ' '),
            it.revokedAt ? 'revoked' : it.feed ? 'with pushes' : '',
          ]),
        ),
      )
    return status.ok
  })
}

export async function revokeAlertsCommand(id: string, around: Surroundings) {
  return withExisting(around, async (db) => {
    const place = await revokeAlertToken(db, id, Date.now())
    if (!place)
      throw new Misuse(
        `There is no address ${id.slice(0, 40)} any more; "acr-check alerts list" shows those that there are`,
      )
    await audit(db, { at: Date.now(), ...place, who: by, what: 'alerts revoke', about: id })
    around.stdout.write(`${id} takes no alerts any more.\n`)
    return status.ok
  })
}
