// What people do in a chat and what they see there, whichever platform it is: so that one suite of conversations runs
// against both. Each platform's driver says how it is done there.
import type { Bot } from './bot.ts'

/** What the bot said: every visible word, and the labels of its buttons. */
export type Card = { text: string; buttons: string[]; updates: number }
export type Acknowledged = { status: number; ms: number }
export type Post = { answered: Acknowledged[] }
export type Asking = { locale?: string; guest?: boolean }
export type How = { mention?: boolean; inThreadOf?: Post; repeat?: number; file?: { name: string; content: string } }

export type Driver<Person = unknown, Room = unknown> = {
  name: 'slack' | 'teams'
  bot: Bot
  person(asking?: Asking): Person
  /** As colleagues know them. */
  nameOf(person: Person): string
  /** A person's own chat with the bot. */
  direct(person: Person): Room
  /** A channel that the bot may read. */
  channel(): Room
  says(person: Person, room: Room, text: string, how?: How): Promise<Post>
  edits(post: Post, text: string): Promise<void>
  deletes(post: Post): Promise<void>
  /** What the bot said to this post and did not take back; without a post, anywhere in the room. */
  answers(room: Room, post?: Post): Card[]
  /** Presses the button with this label under a card; the words shown to whoever pressed alone. */
  presses(person: Person, card: Card, label: string): Promise<string>
  /** Asks aside about somebody's message; only the asker sees the card. */
  asksAside(person: Person, post: Post): Promise<Card | undefined>
  /** The platform answers nothing any more; and does again. */
  down(): Promise<void>
  up(): Promise<void>
  /** The next message is refused, with so many seconds to wait. */
  throttle(seconds: number): void
  sent(): number
  /** What the platform would have refused. */
  problems: string[]
  stop(): Promise<void>
}

/** Every string in a card that people see. */
export function wordsOf(value: unknown, of: readonly string[]): string {
  if (Array.isArray(value))
    return value
      .map((it) => wordsOf(it, of))
      .filter(Boolean)
      .join('\n')
  if (typeof value === 'string') return value
  if (typeof value !== 'object' || value === null) return ''
  return Object.entries(value)
    .filter(([key]) => of.includes(key))
    .map(([, it]) => wordsOf(it, of))
    .filter(Boolean)
    .join('\n')
}
