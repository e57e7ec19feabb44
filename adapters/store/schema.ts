// What the database holds, table by table. Times are in milliseconds since 1970, truths are 0 or 1, JSON is text: what
// SQLite and PostgreSQL both know. Nothing here was pasted unredacted.
import type { Instead } from '../../cards/actions.ts'
import type { CauseId, FindingId } from '../../src/ids.ts'
import type { CaseEnd } from '../../src/oncall/case.ts'
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
  /** How often it could not be done. Its lane waits for it then. */
  attempts: number
  /** How often its answer may have been sent, without being told so. */
  copies: number
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
  instead: Instead | null
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
  /** As the platform shows them. */
  name: string | null
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

/** What a channel wants of its watches; a channel without a row has no wishes. */
export type ChannelRow = {
  platform: string
  workspace: string
  channel: string
  lang: Lang | null
  zone: string | null
  /** As src/oncall/quiet.ts gives it: `22:00-06:00 mon-fri; all day sat-sun`. */
  quiet: string | null
  /** As typed: `09:00`. */
  digest: string | null
  /** When the next digest is due. */
  digest_at: number | null
  /** JSON: with which other channels its cases are shared; null: with none. */
  shared: string | null
  /** JSON of planned work, as adapters/store/channels.ts has it. */
  maintenance: string | null
}

export type WatchRow = {
  id: string
  platform: string
  workspace: string
  channel: string
  /** Login server. */
  registry: string
  /** Empty: none. */
  image: string
  every_ms: number
  /** JSON of finding ids; null: all are worth a case. */
  findings: string | null
  /** As typed. */
  mention: string | null
  /** JSON of finding ids that somebody silenced. */
  silenced: string | null
  /** A finding that somebody resolved by hand and that has not worked since. */
  held: string | null
  /** Who asked; null where a file does. */
  person: string | null
  /** As the platform shows them, where it said. */
  person_name: string | null
  source: 'chat' | 'terminal' | 'file'
  created_at: number
}

/** What is checked on a schedule: a registry, for however many channels watch it. */
export type TargetRow = {
  key: string
  registry: string
  image: string
  every_ms: number
  next_at: number
  /** Somebody checks it, and has until then. */
  taken_until: number
}

export type ResultRow = {
  target: string
  at: number
  verdict: string
  finding: string | null
  /** How long the check took, and the round trip it measured. */
  ms: number
  round_trip: number | null
}

export type CaseRow = {
  id: string
  watch: string
  platform: string
  workspace: string
  channel: string
  registry: string
  image: string
  lang: Lang
  state: 'open' | 'closed'
  finding: FindingId
  flapping: number
  opened_at: number
  closed_at: number | null
  /** The message of the case; null until it is sent. */
  message: string | null
  thread: string | null
  /** People who pasted an error of this registry meanwhile. */
  reports: number
  acknowledged_by: string | null
  acknowledged_at: number | null
  snoozed_until: number | null
  resolved_by: string | null
  /** Why it is over, where it neither recovered nor was resolved. */
  ended: CaseEnd | null
  escalated_at: number | null
  /** When its alert was delivered last; null for those of watches. */
  alerted_at: number | null
  /** JSON of the check that decided last, in each language. */
  checks: string | null
  /** JSON of the alert from outside that opened it; null for those of watches. */
  alert: string | null
}

/** What happened to a case, for its thread and for those who ask later who did what. */
export type CaseEventRow = {
  id: number
  case_id: string
  at: number
  kind: string
  who: string | null
  detail: string | null
}

/** What is to be said, written with the change that causes it; sent from here. */
export type OutgoingRow = {
  id: number
  platform: string
  workspace: string
  channel: string
  kind: string
  /** The case, or whatever else it is about. */
  about: string
  /** JSON; what it means depends on the kind. */
  body: string | null
  created_at: number
  not_before: number
  /** When it was last tried: what came of that may be unknown. */
  tried_at: number | null
  attempts: number
  /** How often it may have been sent, without being told so. */
  copies: number
  done_at: number | null
}

/** Who did what, from where: kept for a year. */
export type AuditRow = {
  id: number
  at: number
  platform: string
  workspace: string
  channel: string
  who: string
  what: string
  about: string
}

/** Where alerts from outside may be posted, and for which channel: what is kept of the token is its hash. */
export type AlertTokenRow = {
  id: string
  hash: string
  platform: string
  workspace: string
  channel: string
  /** Pushes and deletions are told too. */
  feed: number
  created_at: number
  revoked_at: number | null
}

/** Whom the platforms' tokens serve, as each platform said last. */
type WorkspaceRow = { platform: string; workspace: string; at: number }

/** What several servers have spent of a rate, until it counts no more. */
type RateRow = { key: string; spent: string; until: number }

/** A platform that refuses our credentials, as long as it does. */
export type OutageRow = {
  platform: string
  reason: string
  since: number
  /** JSON of the channels of other platforms where that is told. */
  told: string
}

export type Schema = {
  events: EventRow
  event_keys: EventKeyRow
  answers: AnswerRow
  reports: ReportRow
  people: PersonRow
  feedback: FeedbackRow
  conversations: ConversationRow
  channels: ChannelRow
  watches: WatchRow
  targets: TargetRow
  results: ResultRow
  cases: CaseRow
  case_events: CaseEventRow
  outgoing: OutgoingRow
  audit: AuditRow
  alert_tokens: AlertTokenRow
  workspaces: WorkspaceRow
  rates: RateRow
  outages: OutageRow
}
