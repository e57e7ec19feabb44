// What happens in a chat, whichever platform it is on: what its adapter makes of the platform's own events, and what is
// committed before they are acknowledged. Everything in it is redacted.
import type { ActionId, ActionState } from '../../cards/actions.ts'
import type { Paste } from '../../src/diagnose.ts'
import type { Named } from '../../src/oncall/mention.ts'

/** `direct`: to the bot alone; `mention`: before others; `overheard`: to others, where the bot may read. */
export type Heard = 'direct' | 'mention' | 'overheard'

/** A file on the platform; `where` is what the platform needs to fetch it. */
export type FileRef = { name: string; where: string; size?: number }

/** Somebody as the event itself tells of them; what it leaves out the platform is asked. */
export type Person = { id: string; name?: string; locale?: string; outsider?: boolean }

export type Post = {
  channel: string
  /** Where the answer goes; empty where there are no threads. */
  thread: string
  post: string
  person: Person
  heard: Heard
  paste: Paste
  files: readonly FileRef[]
  /** Whom it names by mentions, other than us. */
  named?: readonly Named[]
  /** Something was attached that this platform does not hand to bots here. */
  withheld?: boolean
}

/** Asked aside, so that only the asker sees the answer. */
export type Question = {
  /** Made once, so that a second try answers the same question. */
  id: string
  channel: string
  person: Person
  paste: Paste
  files: readonly FileRef[]
  /** Whom it names by mentions. */
  named?: readonly Named[]
  /** Typed behind the bot's own command. */
  command: boolean
  /** What the platform needs to answer there; unset: in the asker's own chat with the bot. */
  reply?: string
}

export type Press = {
  channel: string
  thread?: string
  person: Person
  action: ActionId
  state: ActionState
  reply?: string
}

/** To be checked: the registry of an answer that was announced or is kept. */
export type CheckAsked = { answer: string; channel: string; person: string; reply?: string; thread?: string }

/** Who is served is known only once the platform has said whose token ours is; till then an event waits. */
export type ChatEvent = { workspace: string } & (
  | ({ kind: 'post'; edited: boolean } & Post)
  | { kind: 'deleted'; channel: string; post: string }
  /** A file was shared, and the message it came in is not here yet. */
  | { kind: 'file'; channel: string; person: Person; heard: Heard; file: string }
  | ({ kind: 'question' } & Question)
  | ({ kind: 'press' } & Press)
  | { kind: 'home'; person: Person }
  /** An answer changed: draw it anew for everybody. */
  | { kind: 'redraw'; answer: string }
  | ({ kind: 'check' } & CheckAsked)
  /** The bot was brought here. */
  | { kind: 'greet'; channel: string; person: Person }
)
