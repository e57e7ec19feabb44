// How Teams takes a file of a bot: it asks the person, and where they agree it gives the bot an address in their OneDrive to put it.
import type { Activity } from 'botbuilder'
import { noticeAnswer } from '../../cards/talk.ts'
import type { Notice } from '../../src/words/chat.ts'
import type { Chat } from '../chat/chat.ts'
import { type OutFile, plain } from '../chat/platform.ts'
import { type Cloud, isFileHost } from './hosts.ts'
import type { TeamsPlatform } from './platform.ts'
import { personOf, placeOf } from './translate.ts'

const consentType = 'application/vnd.microsoft.teams.card.file.consent'
const infoType = 'application/vnd.microsoft.teams.card.file.info'
const timeoutMs = 10_000

/** @param answer whose file it is; it comes back with what the person says */
export const consentFor = (answer: string, { name, text, about }: OutFile): Partial<Activity> => ({
  type: 'message',
  summary: about,
  attachments: [
    {
      contentType: consentType,
      name,
      content: {
        description: about,
        sizeInBytes: Buffer.byteLength(text),
        acceptContext: { answer },
        declineContext: { answer },
      },
    },
  ],
})

/** Where it is once it is there. */
const infoOf = ({ contentUrl, name, uniqueId, fileType }: UploadInfo): Partial<Activity> => ({
  type: 'message',
  summary: name,
  attachments: [{ contentType: infoType, contentUrl, name, content: { uniqueId, fileType } }],
})

type UploadInfo = { contentUrl: string; name: string; uploadUrl: string; uniqueId: string; fileType: string }
/** What somebody said to a consent card. */
type Consent = { answer: string } & ({ accepted: false } | { accepted: true; upload: UploadInfo })

/** Undefined when it is none of ours. */
function consentOf(value: unknown): Consent | undefined {
  const { action, context, uploadInfo } = (value ?? {}) as Record<string, Record<string, unknown> | undefined>
  const answer = context?.answer
  if (typeof answer !== 'string') return undefined
  if ((action as unknown) !== 'accept') return { answer, accepted: false }
  const { contentUrl, name, uploadUrl, uniqueId, fileType } = uploadInfo ?? {}
  const texts = [contentUrl, name, uploadUrl, uniqueId, fileType]
  return texts.every((it) => typeof it === 'string')
    ? { answer, accepted: true, upload: { contentUrl, name, uploadUrl, uniqueId, fileType } as UploadInfo }
    : undefined
}

/** Puts it there; the address is signed by SharePoint itself, and no token of ours goes there. @returns how to say that it is there */
async function putFile(upload: UploadInfo, { text }: OutFile, cloud: Cloud): Promise<Partial<Activity> | undefined> {
  if (!isFileHost(cloud, upload.uploadUrl)) return undefined
  const body = Buffer.from(text)
  try {
    const response = await fetch(upload.uploadUrl, {
      method: 'PUT',
      headers: {
        'content-type': 'application/octet-stream',
        'content-range': `bytes 0-${body.length - 1}/${body.length}`,
      },
      body,
      redirect: 'error',
      signal: AbortSignal.timeout(timeoutMs),
    })
    await response.body?.cancel()
    return response.ok ? infoOf(upload) : undefined
  } catch {
    return undefined
  }
}

type Around = { chat: Pick<Chat, 'fileOf' | 'language'>; platform: TeamsPlatform; cloud: Cloud }

/** Does what the person said to a consent card, which then goes. */
export const consenting =
  ({ chat, platform, cloud }: Around) =>
  async (activity: Activity): Promise<void> => {
    const consent = consentOf(activity.value)
    const { channel } = placeOf(activity)
    const person = personOf(activity)
    if (!consent || !channel) return
    const card = activity.replyToId
    const say = async (notice: Notice) =>
      platform.send({ channel }, plain(noticeAnswer(notice, await chat.language(person, channel))))
    if (consent.accepted) {
      const file = await chat.fileOf({ answer: consent.answer, channel, person: person.id })
      const info = file && (await putFile(consent.upload, file, cloud))
      if (!info) {
        await say(file ? 'evidenceFailed' : 'tooLate')
        return
      }
      await platform.sendActivity(channel, info)
    } else await say('evidenceDeclined')
    if (card) await platform.remove({ channel, thread: null, message: card })
  }
