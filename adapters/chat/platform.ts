// What the conversation asks of a platform. Everything that the platform can do wrong is a value here.
import type { ActionId } from '../../cards/actions.ts'
import type { Answer } from '../../cards/answer.ts'
import type { Platform as PlatformName } from '../../cards/talk.ts'
import type { Paste } from '../../src/diagnose.ts'
import type { FileProblem } from '../../src/words/chat.ts'
import type { FileRef } from './event.ts'

export type Failed =
  /** Not now: the rate, or the way to the platform, whose answer may have been lost. */
  | { ok: false; why: 'later'; afterMs?: number; perhapsDone?: true }
  /** Refused for good. `out`: the channel or our membership is no more, so that nothing else will be taken there either. */
  | { ok: false; why: 'gone'; reason: string; out?: true }

export type Sent = { ok: true; channel: string; message: string } | Failed
export type Done = { ok: true } | Failed

/** `mention`: whom a new message calls, as `readMention` of this platform reads it; never out of a paste. */
export type Said = { answer: Answer; actions: readonly ActionId[]; mention?: string }
export type Place = { channel: string; thread?: string }
export type Message = { channel: string; message: string; thread: string | null }
/** `name`: as they are known to their colleagues. */
type Profile = { locale?: string; outsider: boolean; name?: string }
/** `about`: what it is, in a sentence. */
export type OutFile = { name: string; text: string; about: string }
/** One of somebody's earlier questions; `at` in seconds since 1970. */
export type Earlier = { title?: string; registry?: string; at: number; url?: string }

/** Words without buttons. */
export const plain = (answer: Answer): Said => ({ answer, actions: [] })
export const withButtons = (answer: Answer): Said => ({ answer, actions: answer.actions.map(({ id }) => id) })

export const failure = (done: Done | Sent): Failed | undefined => (done.ok ? undefined : done)

export type Platform = {
  name: PlatformName
  /** The team or tenant that is served. */
  workspace: string
  /**
   * Without a thread: into the channel itself, or a person's own chat with the bot.
   * @param id rides along where the platform keeps it
   */
  send(to: Place, said: Said, id?: string): Promise<Sent>
  /**
   * One that was sent with this id since then, where the platform keeps ids; undefined when there is none. Where we may not
   * look ('gone'), that is no better known than without.
   */
  find?(to: Place, id: string, sinceMs: number): Promise<Sent | undefined>
  /** Where to go on under one of our messages: in its thread, or beside it where there are none. */
  under(message: Message): Place
  /** `progress`: nobody waits for it, and it leaves the room to those that somebody waits for. */
  update(message: Message, said: Said, how?: { progress?: true }): Promise<Done>
  remove(message: Message): Promise<Done>
  /** To the asker alone; `replace` puts it in the place of what the pressed button stood in. */
  aside(
    to: { channel: string; person: string; reply?: string; thread?: string },
    said: Said,
    how: 'new' | 'replace',
  ): Promise<Done>
  profile(person: string, channel: string): Promise<({ ok: true } & Profile) | Failed>
  /** One person alone sees what stands there; `message` is null for what was answered aside. */
  isAlone(at: { channel: string; message: string | null }): boolean
  /** Every id by which somebody may be named: their own, and those of these groups that they are in. */
  idsOf(
    person: string,
    channel: string,
    groups: readonly string[],
  ): Promise<{ ok: true; ids: readonly string[] } | Failed>
  readFile(file: FileRef): Promise<{ ok: true; paste: Paste } | { ok: false; why: FileProblem } | Failed>
  /**
   * Hands a text file over, under one of our messages or, where `message` is null, to the person alone. `in-person`: only somebody's
   * own chat takes files; `nowhere`: nothing here does.
   */
  sendFile(
    to: { channel: string; thread: string | null; message: string | null; person: string; answer: string },
    file: OutFile,
  ): Promise<{ ok: true; where: 'here' | 'direct' } | { ok: false; why: 'in-person' | 'nowhere' } | Failed>
  /** Where a file that was shared stands; undefined when it stands nowhere in this channel. */
  locate?(file: string, channel: string): Promise<{ post: string; thread: string; file: FileRef } | Failed | undefined>
  linkTo?(message: Message): string | undefined
  showHome?(person: string, earlier: readonly Earlier[], lang: Answer['lang']): Promise<Done>
}
