// Teams activities as what happens in any chat. Pure: what to make of them is decided elsewhere.
import type { Activity } from 'botbuilder'
import { isActionId, readActionState } from '../../cards/actions.ts'
import { readPaste } from '../../src/diagnose.ts'
import type { ChatEvent, FileRef, Heard, Person, Press } from '../chat/event.ts'
import type { Arrival } from '../store/inbox.ts'
import { asTyped, isMentioned, namedIn } from './text.ts'

type Came = Omit<Arrival<ChatEvent>, 'platform'>

/** A channel's posts are threads: their conversation is `CHANNEL;messageid=ROOT`. */
export function placeOf({ conversation }: Pick<Activity, 'conversation'>): { channel: string; thread: string } {
  const [channel = '', thread = ''] = (conversation?.id ?? '').split(';messageid=')
  return { channel, thread }
}

export const conversationId = (channel: string, thread: string | null | undefined): string =>
  thread ? `${channel};messageid=${thread}` : channel

/** A person's own chat with the bot. Clients for developers leave the type out. */
const isPersonal = ({ conversation }: Pick<Activity, 'conversation'>): boolean =>
  !conversation?.isGroup && (conversation?.conversationType ?? 'personal') === 'personal'

export function personOf({ from, locale, entities = [] }: Pick<Activity, 'from' | 'locale' | 'entities'>): Person {
  const client = entities.find(({ type }) => type === 'clientInfo')
  const told = locale ?? (typeof client?.locale === 'string' ? client.locale : undefined)
  return { id: from?.id ?? '', ...(from?.name && { name: from.name }), ...(told && { locale: told }) }
}

const fileType = 'application/vnd.microsoft.teams.file.download.info'

function filesOf({ attachments = [] }: Activity): FileRef[] {
  return attachments.flatMap(({ contentType, content, name }) => {
    const where: unknown = contentType === fileType ? content?.downloadUrl : undefined
    return typeof where === 'string' ? [{ name: name ?? 'file', where }] : []
  })
}

/** Something hangs on the message that bots are not given. */
const isWithheld = ({ attachments = [] }: Activity) =>
  attachments.some(
    ({ contentType, content }) =>
      (contentType !== 'text/html' && contentType !== fileType && !contentType?.startsWith('image/')) ||
      (typeof content === 'string' && content.includes('<attachment')),
  )

/** Edits of one message differ in this alone. In milliseconds. */
const timeOf = ({ timestamp }: Activity) => (timestamp === undefined ? '' : String(new Date(timestamp).getTime()))

export function fromMessage(activity: Activity, workspace: string, edited = false): Came | undefined {
  const { id } = activity
  const { channel, thread } = placeOf(activity)
  if (!id || !channel || !activity.from?.id) return undefined
  const personal = isPersonal(activity)
  const heard: Heard = personal ? 'direct' : isMentioned(activity) ? 'mention' : 'overheard'
  const inChannel = activity.conversation.conversationType === 'channel'
  const named = heard === 'overheard' ? [] : namedIn(activity)
  const version = edited ? `:${timeOf(activity)}:${String(activity.channelData?.eventType ?? '')}` : ''
  return {
    lane: channel,
    key: `teams:${edited ? 'edit' : 'post'}:${workspace}:${channel}:${id}${version}`,
    body: {
      kind: 'post',
      edited,
      workspace,
      channel,
      thread: inChannel ? thread || id : '',
      post: id,
      person: personOf(activity),
      heard,
      paste: readPaste(asTyped(activity)),
      files: filesOf(activity),
      ...(named.length > 0 && { named }),
      ...(!personal && isWithheld(activity) && { withheld: true }),
    },
  }
}

export function fromDeletion(activity: Activity, workspace: string): Came | undefined {
  const { channel } = placeOf(activity)
  return activity.id
    ? {
        lane: channel,
        key: `teams:deleted:${workspace}:${channel}:${activity.id}:${timeOf(activity)}`,
        body: { kind: 'deleted', workspace, channel, post: activity.id },
      }
    : undefined
}

/** A button's `data`, or the `value` of a message that a client sends which knows no `Action.Execute`. */
export function pressOf(activity: Activity, data: unknown): Press | undefined {
  const state = readActionState(data)
  const action: unknown = (data as { action?: unknown } | undefined)?.action
  if (!state || !isActionId(action)) return undefined
  const { channel, thread } = placeOf(activity)
  return { channel, ...(thread && { thread }), person: personOf(activity), action, state }
}
