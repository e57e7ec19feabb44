// What the database holds, table by table. Times are in milliseconds since 1970, truths are 0 or 1, JSON is text: what
// SQLite and PostgreSQL both know. Nothing here was pasted unredacted.
import type { CauseId } from '../../src/ids.ts'
import type { Lang } from '../../src/words/text.ts'

/** What a platform told us, kept until it is worked off; then only its keys remain, so that a repetition is known. */
type EventRow = {
  id: number
  platform: string
  /** Events of one lane are worked off one after the other. */
  lane: string
  /** JSON of a ChatEvent; null once done. */
  body: string | null
  received_at: number
  not_before: number
  done_at: number | null
}

/** By whatever name a platform may tell of an event again. */
type EventKeyRow = { key: string; event_id: number; at: number }

export type AnswerRow = {
  id: string
  platform: string
  workspace: string
  channel: string
  thread: string | null
  /** The message that was answered; null where there was none, as with a slash command. */
  post: string | null
  /** The bot's own message; null until it is sent, and where only the asker sees it. */
  message: string | null
  person: string
  outsider: number
  lang: Lang
  steps: 'first' | 'all'
  causes: 'first' | 'all'
  /** The lines to run elsewhere are shown. */
  probe: 'shown' | null
  /** JSON of a Paste; null once it has been kept long enough. */
  paste: string | null
  /** The same for pastes of the same problem. */
  problem: string | null
  registry: string | null
  cause: CauseId | null
  /** Since when a check of the registry is under way; null when none is. */
  checking: number | null
  /** JSON of what the last check came to; null where there was none, and once it has been kept long enough. */
  checked: string | null
  /** When a check first found the registry broken, until one has found it well twice. */
  broken_since: number | null
  created_at: number
}

/** A post that an answer serves: its own, and those that joined it. */
type ReportRow = {
  platform: string
  workspace: string
  channel: string
  post: string
  answer_id: string
  /** Everything that the post is due has been said. */
  told: number
}

type PersonRow = {
  platform: string
  workspace: string
  person: string
  /** Chosen by the person. */
  lang: Lang | null
  locale: string | null
  outsider: number | null
  /** When the platform was last asked. */
  asked_at: number
}

export type FeedbackRow = {
  answer_id: string
  platform: string
  workspace: string
  person: string
  cause: string
  helped: number
  at: number
}

/** Where Teams lets the bot speak first: JSON of a conversation reference. */
type ConversationRow = {
  platform: string
  workspace: string
  conversation: string
  reference: string
  at: number
}

export type Schema = {
  events: EventRow
  event_keys: EventKeyRow
  answers: AnswerRow
  reports: ReportRow
  people: PersonRow
  feedback: FeedbackRow
  conversations: ConversationRow
}
