// The conversations' driver for Teams: people of a fake Teams, the real botbuilder between.
import type { ChatChecks } from '../../../adapters/chat/checking.ts'
import { diagnoseMessage } from '../../../adapters/teams/surface.ts'
import { buttonsOf } from '../teams/buttons.ts'
import type { Dialog } from '../teams/extension.ts'
import { type FakeTeams, startFakeTeams } from '../teams/fake-teams.ts'
import type { Conversation, Message, Person } from '../teams/world.ts'
import { type Bot, startBot } from './bot.ts'
import { type Card, type Driver, type Post, wordsOf } from './driver.ts'

type TeamsPost = Post & { message: Message }
type TeamsCard = Card & { message?: Message; dialog?: Dialog }
export type TeamsDriver = Driver<Person, Conversation> & { teams: FakeTeams }

const visible = ['text', 'body', 'items', 'columns', 'inlines', 'codeSnippet', 'title']

const cardOf = (card: Record<string, unknown> | undefined, text: string, updates: number): TeamsCard => ({
  text: [text, card ? wordsOf(card.body, visible) : ''].join('\n'),
  buttons: card ? buttonsOf(card).map(({ title }) => String(title)) : [],
  updates,
})

export async function teamsDriver(
  folder?: string,
  checks?: ChatChecks,
  /** More of the environment, once the tenant has people and teams. */
  settings: (teams: FakeTeams) => Record<string, string> = () => ({}),
): Promise<TeamsDriver> {
  const teams = await startFakeTeams()
  const bot: Bot = await startBot({ ...teams.settings, ...settings(teams) }, folder, checks)
  const ready = async () => (await bot.platforms.readiness()).status === 'ok'
  while (!(await ready())) await new Promise((resolve) => setTimeout(resolve, 5))
  teams.connect(`${bot.url}api/messages`)
  let names = 0
  const ofMessage = (message: Message): TeamsCard => ({
    ...cardOf(message.card, message.text, message.updated),
    message,
  })
  return {
    name: 'teams',
    teams,
    bot,
    problems: teams.problems,
    person: ({ locale = 'en-US', guest = false } = {}) => teams.person({ name: `Person ${++names}`, locale, guest }),
    nameOf: ({ name }) => name,
    direct: (person) => teams.personalChat(person),
    channel: () => teams.team({ name: `Team ${++names}`, readsAll: true }).general,
    async says(person, conversation, text, { mention = false, inThreadOf, repeat, file } = {}) {
      const said = await teams.says(person, conversation, text, {
        mention,
        ...(inThreadOf && { inThreadOf: (inThreadOf as TeamsPost).message }),
        ...(repeat && { repeat }),
        ...(file && { files: [teams.file(file.name, file.content)] }),
      })
      await bot.idle()
      return { message: said.message, answered: [said, ...said.again] } as TeamsPost
    },
    async edits(post, text) {
      await teams.edits((post as TeamsPost).message, text)
      await bot.idle()
    },
    async deletes(post) {
      await teams.deletes((post as TeamsPost).message)
      await bot.idle()
    },
    answers(conversation, post) {
      if (!post) return teams.botMessages(conversation).map(ofMessage)
      const { message } = post as TeamsPost
      if (conversation.kind === 'channel')
        return teams.botMessages(conversation, message.thread ?? message.id).map(ofMessage)
      const at = teams.messages(conversation).findIndex(({ id }) => id === message.id)
      return teams
        .botMessages(conversation)
        .filter((it) => teams.messages(conversation).indexOf(it) > at)
        .map(ofMessage)
    },
    async presses(person, card, label) {
      const { message, dialog } = card as TeamsCard
      const members = message?.conversation.members
      if (members && !members.includes(person)) members.push(person)
      const pressed = dialog
        ? await teams.pressesInDialog(dialog, { title: label })
        : await teams.presses(person, message as Message, { title: label })
      await bot.idle()
      if (dialog) Object.assign(card, dialogCard(pressed as Dialog))
      return pressed.notice ?? ''
    },
    async asksAside(person, post) {
      return dialogCard(
        await teams.opensDialog(person, { commandId: diagnoseMessage, message: (post as TeamsPost).message }),
      )
    },
    down: () => teams.down(),
    up: () => teams.up(),
    throttle: (seconds) => teams.throttle(seconds),
    sent: () => (teams.counts.send ?? 0) + (teams.counts.reply ?? 0),
    async stop() {
      await bot.stop()
      await teams.stop()
    },
  }
}

const dialogCard = (dialog: Dialog): TeamsCard | undefined =>
  dialog.card && { ...cardOf(dialog.card, dialog.notice ?? '', 0), dialog }
