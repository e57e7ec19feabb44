// Where the bot may speak in Teams: by which service each conversation is reached, kept from what comes in and dropped as
// soon as the bot is out of it.
import { findConversation, forgetConversation, rememberConversation } from '../store/conversations.ts'
import type { Database } from '../store/database.ts'

type Reference = { serviceUrl: string }

export type References = {
  /** Written only when it has changed. */
  remember: (channel: string, serviceUrl: string) => Promise<void>
  forget: (channel: string, reason: string) => Promise<void>
  serviceOf: (channel: string) => Promise<string | undefined>
}

export function references(db: Database, workspace: string, log: (line: string) => void): References {
  const known = new Map<string, string>()
  const key = (conversation: string) => ({ platform: 'teams', workspace, conversation })
  return {
    async remember(channel, serviceUrl) {
      if (known.get(channel) === serviceUrl) return
      const reference: Reference = { serviceUrl }
      await rememberConversation(db, key(channel), reference, Date.now())
      known.set(channel, serviceUrl)
    },
    async forget(channel, reason) {
      log(`teams: speaks no more in ${channel}: ${reason}`)
      known.delete(channel)
      await forgetConversation(db, key(channel))
    },
    async serviceOf(channel) {
      return known.get(channel) ?? (await findConversation<Reference>(db, key(channel)))?.serviceUrl
    },
  }
}
