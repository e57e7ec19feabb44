// Teams, as the conversation sees it.
import type { Activity } from 'botbuilder'
import { teamsCard } from '../../cards/teams.ts'
import { download } from '../chat/download.ts'
import type { Done, Failed, Platform, Said } from '../chat/platform.ts'
import type { Connector } from './connector.ts'
import { consentFor } from './consent.ts'
import { type Cloud, isFileHost, isService } from './hosts.ts'
import type { References } from './references.ts'
import { conversationId } from './translate.ts'

/** Said by Teams when the bot is out for good: nothing will be let through until it is brought back. */
const out = /MessageWritesBlocked|BotNotInConversationRoster|ConversationNotFound|BotDisabledByAdmin/i
/** Of a team; older ones end otherwise than new ones. */
const isChannel = (channel: string) => /@thread\.(?:tacv2|skype)$/.test(channel)
/** Somebody's own chat with the bot. */
const isPersonalChat = (channel: string) => channel.startsWith('a:')
const guestName = /#EXT#/i

export const cardType = 'application/vnd.microsoft.card.adaptive'

/** What only Teams takes. */
export type TeamsPlatform = Platform & {
  sendActivity(channel: string, activity: Partial<Activity>): Promise<Done>
}

type Options = {
  connector: Connector
  references: References
  tenant: string
  cloud: Cloud
  /** Clients for developers know no members. */
  local: boolean
}

export function teamsPlatform({ connector, references, tenant, cloud, local }: Options): TeamsPlatform {
  /** Always a card: in plain text a client makes links of its own out of what somebody wrote. */
  const activity = ({ answer, actions, mention }: Said): Partial<Activity> => ({
    type: 'message',
    summary: answer.summary,
    attachments: [{ contentType: cardType, content: teamsCard(answer, actions, { mention }) }],
  })

  /** Calls the conversation's own service; one that the bot is out of is forgotten. */
  async function call<Value>(
    channel: string,
    ask: Parameters<typeof connector.call<Value>>[1],
    how: Parameters<typeof connector.call<Value>>[2] = {},
  ): Promise<{ ok: true; value: Value } | Failed> {
    const serviceUrl = await references.serviceOf(channel)
    if (!serviceUrl) return { ok: false, why: 'gone', reason: 'the bot is not in this conversation', out: true }
    if (!isService(cloud, serviceUrl)) return { ok: false, why: 'gone', reason: 'foreign service address' }
    const done = await connector.call({ serviceUrl, channel }, ask, how)
    if (done.ok || done.why !== 'gone' || !out.test(done.reason)) return done
    await references.forget(channel, done.reason)
    return { ...done, out: true }
  }

  return {
    name: 'teams',
    workspace: tenant,

    async send({ channel, thread }, said) {
      const sent = await call(channel, (at) => at.sendToConversation(conversationId(channel, thread), activity(said)))
      return sent.ok ? { ok: true, channel, message: sent.value.id } : sent
    },

    // Chats have no threads: there the history stands beside the message.
    under: ({ channel, message, thread }) =>
      isChannel(channel) ? { channel, thread: thread ?? message } : { channel },

    update: ({ channel, thread, message }, said) =>
      call(channel, (at) =>
        at.updateActivity(conversationId(channel, thread), message, { ...activity(said), id: message }),
      ),

    sendActivity: (channel, activity) => call(channel, (at) => at.sendToConversation(channel, activity)),

    remove: ({ channel, thread, message }) =>
      call(channel, (at) => at.deleteActivity(conversationId(channel, thread), message)),

    // Teams shows nothing to one person alone: what is for the asker goes where they asked.
    async aside({ channel, thread }, said) {
      return this.send({ channel, ...(thread && { thread }) }, said)
    },

    async profile(person, channel) {
      if (local) return { ok: true, outsider: false }
      const member = await call(channel, (at) => at.getConversationMember(channel, person), { read: true })
      if (!member.ok) return member
      const { name, userRole, userPrincipalName = '', tenantId = tenant } = member.value
      const outsider = userRole === 'guest' || guestName.test(userPrincipalName) || tenantId !== tenant
      return { ok: true, outsider, ...(name && { name }) }
    },

    // Aside there is the chat itself.
    isAlone: ({ channel }) => isPersonalChat(channel),

    // Which groups somebody is in is Microsoft Graph's to tell, which is never asked.
    async idsOf(person, channel) {
      if (local) return { ok: true, ids: [person] }
      const member = await call(channel, (at) => at.getConversationMember(channel, person), { read: true })
      if (!member.ok) return member
      const { userPrincipalName, aadObjectId, tenantId = tenant } = member.value
      // A name of another tenant may be spelt as one of ours.
      if (tenantId !== tenant) return { ok: true, ids: [person] }
      return { ok: true, ids: [person, aadObjectId, userPrincipalName].filter((id) => typeof id === 'string') }
    },

    // The file itself goes to the person's OneDrive, once they have said so: teams/consent.ts.
    async sendFile({ channel, answer }, file) {
      if (cloud === 'government') return { ok: false, why: 'nowhere' }
      if (!isPersonalChat(channel)) return { ok: false, why: 'in-person' }
      const sent = await call(channel, (at) => at.sendToConversation(channel, consentFor(answer, file)))
      return sent.ok ? { ok: true, where: 'here' } : sent
    },

    linkTo({ channel, thread, message }) {
      // Chats are linked to in another way, and other clouds elsewhere.
      if (cloud !== 'public' || !isChannel(channel)) return undefined
      const place = `${encodeURIComponent(channel)}/${message}`
      return `https://teams.microsoft.com/l/message/${place}?tenantId=${tenant}&parentMessageId=${thread || message}`
    },

    // The address is signed by SharePoint itself; no token of ours goes there.
    readFile: ({ where }) => download(where, { mayFetch: (url) => isFileHost(cloud, url) }),
  }
}
