// What Slack hands out with an interaction: trigger ids (once, within three seconds) and response urls (five uses).
import type { IncomingMessage, ServerResponse } from 'node:http'
import { parse } from 'node:querystring'
import { Refused, takeBlocks, takeText, tellRefused } from './blocks.ts'
import { editMessage, postMessage, removeMessage } from './chat.ts'
import { readBody, sendJson, sendText } from './http.ts'
import { putCapped } from './ids.ts'
import {
  addEphemeral,
  type Channel,
  type Ephemeral,
  type Json,
  type Message,
  type Person,
  problem,
  type World,
} from './world.ts'

type Trigger = { at: number; used: boolean; person: Person }
type ResponseUrl = {
  at: number
  uses: number
  channel: Channel
  person: Person
  /** What was clicked, or else what was last said through this url */
  source: Message | Ephemeral | undefined
  clicked: boolean
}

export class Tickets {
  readonly #world: World
  readonly #triggers = new Map<string, Trigger>()
  readonly #urls = new Map<string, ResponseUrl>()
  constructor(world: World) {
    this.#world = world
  }

  trigger(person: Person): string {
    const { ids, team } = this.#world
    const id = `${Date.now()}.${team.id.slice(2)}.${ids.hex()}`
    putCapped(this.#triggers, id, { at: Date.now(), used: false, person }, 5000)
    return id
  }

  /** Whose interaction a trigger id came with. */
  owner(id: unknown): string {
    return this.#triggers.get(String(id))?.person.id ?? ''
  }

  useTrigger(id: unknown) {
    const trigger = this.#triggers.get(String(id))
    if (!trigger) throw new Refused('invalid_trigger_id')
    if (trigger.used) throw new Refused('exchanged_trigger_id')
    if (Date.now() - trigger.at > 3000) throw new Refused('expired_trigger_id')
    trigger.used = true
  }

  responseUrl(kind: 'actions' | 'commands', channel: Channel, person: Person, source?: Message | Ephemeral): string {
    const { ids, team, origin } = this.#world
    const path = `/${kind}/${team.id}/${Date.now()}/${ids.hex()}`
    const clicked = source !== undefined
    putCapped(this.#urls, path, { at: Date.now(), uses: 0, channel, person, source, clicked }, 5000)
    return origin + path
  }

  /** Makes every trigger id and response url handed out so far too old. */
  expire() {
    for (const each of [...this.#triggers.values(), ...this.#urls.values()]) each.at = 0
  }

  async serve(request: IncomingMessage, response: ServerResponse) {
    const body = (await readBody(request)).toString()
    const known = this.#urls.get(request.url ?? '')
    const refuse = (error: string, status = 404, refused = new Refused(error)) => {
      tellRefused(this.#world, 'response_url', refused)
      sendJson(response, { ok: false, error }, status)
    }
    if (!known || request.method !== 'POST') return refuse('invalid_url')
    if (Date.now() - known.at > 30 * 60_000) return refuse('expired_url')
    if (known.uses >= 5) return refuse('used_url')
    known.uses += 1
    try {
      const json = request.headers['content-type']?.startsWith('application/json')
      const said = JSON.parse(json ? body : String(parse(body).payload)) as Json
      this.say(known, said)
      return sendText(response, 'ok', 200)
    } catch (error) {
      const refused = error instanceof Refused ? error : new Refused('invalid_payload')
      return refuse(refused.error, 400, refused)
    }
  }

  /** What came through a response url, or as the body of the answer to a command. */
  say(to: ResponseUrl, said: Json): Message | Ephemeral | undefined {
    const world = this.#world
    const { source } = to
    if (said.delete_original === true || said.delete_original === 'true') {
      if (!source || source.deleted) throw new Refused('message_not_found')
      if ('is_ephemeral' in source) source.deleted = true
      else removeMessage(world, to.channel, source)
      return undefined
    }
    const where = 'response_url'
    const blocks = takeBlocks(world, where, said.blocks)
    const text = takeText(world, where, said.text, blocks)
    const body = blocks === undefined ? { text } : { text, blocks }
    if (said.replace_original === true || said.replace_original === 'true') {
      if (!source || source.deleted) throw new Refused('message_not_found')
      if (!('is_ephemeral' in source)) editMessage(world, to.channel, source, body)
      else {
        delete source.blocks
        Object.assign(source, body)
        source.replaced += 1
      }
      return source
    }
    if (to.clicked && said.replace_original === undefined) {
      problem(world, `${where}: says neither replace_original nor delete_original, which Slack takes either way`)
    }
    const thread = typeof said.thread_ts === 'string' ? { thread_ts: said.thread_ts } : {}
    const made =
      said.response_type === 'in_channel'
        ? postMessage(world, to.channel, { ...body, ...thread })
        : addEphemeral(world, { channel: to.channel.id, user: to.person.id, ...body, ...thread })
    if (!to.clicked) to.source = made
    return made
  }

  /** The body of a command's acknowledgement: JSON or plain text, which the person alone sees. */
  sayAtOnce(url: string, body: unknown): Message | Ephemeral | undefined {
    const to = this.#urls.get(url.slice(this.#world.origin.length))
    const said = typeof body === 'string' ? { text: body } : ((body ?? {}) as Json)
    if (!to || Object.keys(said).length === 0 || said.text === '') return undefined
    try {
      return this.say(to, said)
    } catch (error) {
      if (!(error instanceof Refused)) throw error
      tellRefused(this.#world, 'the answer to a command', error)
      return undefined
    }
  }
}
