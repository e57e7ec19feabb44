// Everything of Teams that the app touches, by its public name: infra/teams/manifest.json asks for exactly this, and
// test/manifests.test.ts keeps manifest, README and code agreeing.

/** The message extension's action command on a message. */
export const diagnoseMessage = 'diagnoseMessage'

/** Resource-specific consent, which a team's or chat's owner gives: what the bot may read without a mention. */
export const consents = ['ChannelMessage.Read.Group', 'ChatMessage.Read.Chat'] as const

/** What the command list offers; each is a sentence that src/chat/request.ts understands. */
export const commands = ['help', 'check', 'po polsku', 'in english'] as const
