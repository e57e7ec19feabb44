// Files that the bot hands over: what a person says to a consent card, and the address in their OneDrive that takes the bytes.
import { randomUUID } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'
import { baseActivity } from './activities.ts'
import type { Delivered, Delivery, DeliveryOptions } from './delivery.ts'
import { isJson, list } from './rules.ts'
import type { Json, Message, Person, World } from './world.ts'

const consentType = 'application/vnd.microsoft.teams.card.file.consent'

/** A file that was put into somebody's OneDrive. */
export type Put = { name: string; content?: string }

export function createConsents(world: World, { deliver }: Delivery, base: () => string, serviceUrl: () => string) {
  const puts = new Map<string, Put & { size: number }>()

  function cardIn(message: Message): { name: string; content: Json } {
    const card = message.attachments.find(({ contentType }) => contentType === consentType)
    if (!card || !isJson(card.content)) throw new Error('the message asks for no consent')
    return { name: String(card.name), content: card.content }
  }

  async function answersConsent(
    person: Person,
    message: Message,
    action: 'accept' | 'decline',
    { uploadUrl, ...options }: DeliveryOptions & { uploadUrl?: string } = {},
  ): Promise<Delivered & { put: Put }> {
    const { name, content } = cardIn(message)
    const path = `/onedrive/${randomUUID()}`
    const put = { name, size: Number(content.sizeInBytes) }
    puts.set(path, put)
    const { conversation, thread, id } = message
    const uploadInfo = {
      contentUrl: `https://contoso-my.sharepoint.example/personal/Documents/Applications/${encodeURIComponent(name)}`,
      name,
      uploadUrl: uploadUrl ?? `${base()}${path}`,
      uniqueId: randomUUID(),
      fileType: name.slice(name.lastIndexOf('.') + 1),
    }
    const activity = {
      ...baseActivity({ world, serviceUrl: serviceUrl(), person, conversation, thread }, 'invoke'),
      name: 'fileConsent/invoke',
      replyToId: id,
      value: {
        type: 'fileUpload',
        action,
        context: action === 'accept' ? content.acceptContext : content.declineContext,
        ...(action === 'accept' && { uploadInfo }),
      },
    }
    const delivered = await deliver(activity, options)
    if (delivered.status !== 200) world.problem(`fileConsent/invoke: HTTP ${delivered.status}`)
    return { ...delivered, put }
  }

  /** What OneDrive answers to a PUT; undefined where nothing was agreed to. */
  function take(path: string, method: string, headers: IncomingHttpHeaders, body: string): number | undefined {
    const put = puts.get(path)
    if (!put || method !== 'PUT') return undefined
    if (headers.authorization) world.problem(`upload of ${put.name}: a token was sent to OneDrive`)
    const size = Buffer.byteLength(body)
    const range = `bytes 0-${size - 1}/${size}`
    if (headers['content-range'] !== range) {
      world.problem(`upload of ${put.name}: Content-Range is ${String(headers['content-range'])}, not ${range}`)
      return 416
    }
    if (size !== put.size) world.problem(`upload of ${put.name}: ${size} bytes came, ${put.size} were announced`)
    Object.assign(put, { content: body })
    return 201
  }

  return { answersConsent, take }
}

/** Whether cards that ask for consent are what Teams takes, and stand where Teams takes them. */
export const consentProblems = (attachments: readonly Json[], kind: string, where: string): string[] =>
  list(attachments).flatMap(({ contentType, name, content }) => {
    if (contentType !== consentType) return []
    const { description, sizeInBytes, acceptContext } = isJson(content) ? content : {}
    return [
      ...(kind === 'personal' ? [] : [`${where}: a consent card outside a personal chat`]),
      ...(typeof name === 'string' && name !== '' ? [] : [`${where}: a consent card without a name`]),
      ...(typeof description === 'string' && Number(sizeInBytes) > 0
        ? []
        : [`${where}: a consent card without its file`]),
      ...(isJson(acceptContext) ? [] : [`${where}: a consent card without a context`]),
    ]
  })
