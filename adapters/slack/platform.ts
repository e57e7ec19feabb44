// Slack, as the conversation sees it.

import { escaped, slackCard } from '../../cards/slack.ts'
import { slackHome } from '../../cards/slack-home.ts'
import { sentence } from '../../cards/talk.ts'
import { download } from '../chat/download.ts'
import type { FileRef } from '../chat/event.ts'
import { type Done, type Failed, type Place, type Platform, plain, type Said, type Sent } from '../chat/platform.ts'
import type { Rates } from '../rates/rates.ts'
import type { Identity } from './connection.ts'
import { fileRef, isDirect, type SlackFile } from './translate.ts'
import type { SlackWeb } from './web.ts'

/** Slack promises one message a second in a channel, and takes short bursts. */
const posts = { most: 5, spanMs: 5_000 }
/** Of a workspace: Slack takes some fifty in a minute, and does not say how it counts them. */
const updates = { most: 45, spanMs: 60_000 }
const timeoutMs = 10_000
/** Slack gives no promise for bursts of look-ups either. */
const lookUps = { most: 45, spanMs: 60_000 }
/** Of the messages whose ids we look for. */
const eventType = 'acr_check_message'
/** Slack's clock is not ours. */
const clockSkewS = 60
const pageOf = 200
/** A thousand messages; behind them nobody misses a second one. */
const mostPages = 5

type Options = {
  web: SlackWeb
  identity: Identity
  token: string
  /** Another Web API than Slack's own: its host is trusted as Slack's are. */
  apiUrl: string | undefined
  rates: Rates
}

export function slackPlatform({ web, identity, token, apiUrl, rates }: Options): Platform {
  const { team } = identity
  const trusted = apiUrl && new URL(apiUrl).hostname
  const isSlacks = ({ protocol, hostname }: URL) =>
    hostname === trusted || (protocol === 'https:' && /(?:^|\.)slack(?:-files|-gov)?\.com$/.test(hostname))

  /** What the message and its first words are; links that we write unfold into nothing. */
  const content = ({ answer, actions, mention }: Said) => ({
    ...slackCard(answer, actions, mention),
    unfurl_links: false,
    unfurl_media: false,
  })

  async function send({ channel, thread }: Place, said: Said, id?: string): Promise<Sent> {
    const afterMs = await rates.take(`slack posts ${team} ${channel}`, [posts])
    if (afterMs > 0) return { ok: false, why: 'later', afterMs }
    const sent = await web.call(
      (client) =>
        client.chat.postMessage({
          channel,
          ...(thread && { thread_ts: thread }),
          ...content(said),
          ...(id && { metadata: { event_type: eventType, event_payload: { id } } }),
        }),
      { traceable: id !== undefined },
    )
    return sent.ok ? { ok: true, channel: sent.value.channel ?? channel, message: sent.value.ts ?? '' } : sent
  }

  /** Works half an hour and five times; the address came in a signed request. */
  async function respond(url: string, said: Said, how: 'new' | 'replace', thread?: string): Promise<Done> {
    const parsed = URL.parse(url)
    if (!parsed || !isSlacks(parsed)) return { ok: false, why: 'gone', reason: 'foreign response_url' }
    try {
      const response = await fetch(parsed, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({
          ...content(said),
          replace_original: how === 'replace',
          response_type: 'ephemeral',
          ...(how === 'new' && thread && { thread_ts: thread }),
        }),
        redirect: 'error',
        signal: AbortSignal.timeout(timeoutMs),
      })
      await response.body?.cancel()
      if (response.ok) return { ok: true }
      if (response.status === 429 || response.status >= 500) return { ok: false, why: 'later' }
      return { ok: false, why: 'gone', reason: `response_url: HTTP ${response.status}` }
    } catch {
      return { ok: false, why: 'later' }
    }
  }

  async function fileInfo(file: string): Promise<{ ok: true; file: SharedFile } | Failed> {
    const info = await web.call((client) => client.files.info({ file }))
    if (!info.ok) return info
    return { ok: true, file: (info.value.file ?? {}) as SharedFile }
  }

  return {
    name: 'slack',
    workspace: team,
    send,

    async find({ channel, thread }, id, sinceMs) {
      const oldest = String(sinceMs / 1000 - clockSkewS)
      const isOurs = ({ bot_id, metadata }: Posted) =>
        bot_id === identity.bot && metadata?.event_type === eventType && metadata.event_payload?.id === id
      let cursor: string | undefined
      for (let page = 0; page < mostPages; page++) {
        const afterMs = await rates.take(`slack look-ups ${team}`, [lookUps])
        if (afterMs > 0) return { ok: false, why: 'later', afterMs }
        const asked = { channel, oldest, limit: pageOf, include_all_metadata: true, ...(cursor && { cursor }) }
        const read = await web.call((client) =>
          thread ? client.conversations.replies({ ...asked, ts: thread }) : client.conversations.history(asked),
        )
        if (!read.ok) return read
        const found = ((read.value.messages ?? []) as Posted[]).find(isOurs)
        if (found?.ts) return { ok: true, channel, message: found.ts }
        cursor = read.value.response_metadata?.next_cursor
        if (!cursor) return undefined
      }
      return undefined
    },

    under: ({ channel, message, thread }) => ({ channel, thread: thread ?? message }),

    async update({ channel, message }, said, { progress = false } = {}) {
      const afterMs = await rates.take(`slack updates ${team}`, [updates], { spare: progress })
      if (afterMs > 0) return { ok: false, why: 'later', afterMs }
      const { unfurl_links: _, unfurl_media: __, ...card } = content(said)
      return web.call((client) => client.chat.update({ channel, ts: message, ...card }))
    },

    remove: ({ channel, message }) => web.call((client) => client.chat.delete({ channel, ts: message })),

    async aside({ channel, person, reply, thread }, said, how) {
      if (reply) {
        const responded = await respond(reply, said, how, thread)
        if (responded.ok || responded.why === 'later' || how === 'replace') return responded
      }
      if (isDirect(channel) || channel === person) return send({ channel: person }, said)
      const shown = await web.call((client) =>
        client.chat.postEphemeral({ channel, user: person, ...(thread && { thread_ts: thread }), ...content(said) }),
      )
      return shown.ok || shown.why === 'later' ? shown : send({ channel: person }, said)
    },

    async profile(user) {
      const info = await web.call((client) => client.users.info({ user, include_locale: true }))
      if (!info.ok) return info
      const { locale, is_restricted, is_ultra_restricted, is_stranger, team_id, enterprise_user, profile } =
        info.value.user ?? {}
      const name = profile?.display_name || profile?.real_name || info.value.user?.name
      const elsewhere = team_id !== undefined && team_id !== identity.team && !enterprise_user
      return {
        ok: true,
        ...(locale && { locale }),
        ...(name && { name }),
        outsider: Boolean(is_restricted || is_ultra_restricted || is_stranger || elsewhere),
      }
    },

    isAlone: ({ channel, message }) => message === null || isDirect(channel),

    async idsOf(person, _channel, groups) {
      const ids = [person]
      for (const usergroup of groups) {
        const listed = await web.call((client) => client.usergroups.users.list({ usergroup }))
        if (!listed.ok && listed.why === 'later') return listed
        // One that was switched off has nobody.
        if (listed.ok && listed.value.users?.includes(person)) ids.push(usergroup)
      }
      return { ok: true, ids }
    },

    async readFile({ name, where }: FileRef) {
      const info = await fileInfo(where)
      if (!info.ok) return info
      const { url_private_download, url_private, mimetype = '' } = info.file
      if (/^(?:image|video|audio)\/|zip|pdf|gzip/.test(mimetype)) return { ok: false, why: 'not-text' }
      const url = url_private_download ?? url_private
      if (!url) return { ok: false, why: 'gone', reason: `${name} has no address` }
      return download(url, { mayFetch: isSlacks, headers: { authorization: `Bearer ${token}` } })
    },

    async sendFile({ channel, thread, message, person }, { name, text, about }) {
      const place = { channel, thread_ts: thread ?? message ?? undefined }
      const aside = message === null && !isDirect(channel)
      if (aside) {
        // What one person alone sees holds no files: theirs is the direct message.
        const opened = await send({ channel: person }, plain(sentence(about, 'en')))
        if (!opened.ok) return opened
        Object.assign(place, { channel: opened.channel, thread_ts: opened.message })
      }
      const { channel: channel_id, thread_ts } = place
      const upload = { filename: name, title: name, content: text, ...(!aside && { initial_comment: escaped(about) }) }
      const sent = await web.call((client) =>
        client.files.uploadV2(thread_ts ? { ...upload, channel_id, thread_ts } : { ...upload, channel_id }),
      )
      return sent.ok ? { ok: true, where: aside ? 'direct' : 'here' } : sent
    },

    async locate(id, channel) {
      const info = await fileInfo(id)
      if (!info.ok) return info
      const { public: shared, private: hidden } = info.file.shares ?? {}
      const share = (shared?.[channel] ?? hidden?.[channel])?.[0]
      return share?.ts
        ? { post: share.ts, thread: share.thread_ts ?? share.ts, file: fileRef({ ...info.file, id }) }
        : undefined
    },

    linkTo({ channel, message, thread }) {
      const place = `${identity.url}archives/${channel}/p${message.replace('.', '')}`
      return thread ? `${place}?thread_ts=${thread}&cid=${channel}` : place
    },

    async showHome(user_id, earlier, lang) {
      return web.call((client) => client.views.publish({ user_id, view: slackHome(earlier, lang) }))
    },
  }
}

/** Of a message in a channel's history, what is looked at. */
type Posted = {
  ts?: string
  bot_id?: string
  metadata?: { event_type?: string; event_payload?: { id?: unknown } }
}
type Share = { ts?: string; thread_ts?: string }
type SharedFile = Omit<SlackFile, 'id'> & {
  url_private_download?: string
  url_private?: string
  shares?: { public?: Record<string, Share[]>; private?: Record<string, Share[]> }
}
