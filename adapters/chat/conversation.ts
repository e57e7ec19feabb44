// The one conversation that people have with the bot, on whichever platform: what it answers, where it keeps silent, and
// what it takes back. It knows no platform: those translate, and the core and the cards say what is said.
import type { Answer } from '../../cards/answer.ts'
import * as talk from '../../cards/talk.ts'
import { causes } from '../../src/causes/index.ts'
import { type Request, readRequest } from '../../src/chat/request.ts'
import { problemOf } from '../../src/chat/same.ts'
import { readProbe } from '../../src/checks/pasted.ts'
import { diagnosePaste, type Paste } from '../../src/diagnose.ts'
import type { Diagnosis } from '../../src/diagnosis.ts'
import type { FileProblem } from '../../src/words/chat.ts'
import type { Lang } from '../../src/words/text.ts'
import type { OnCall } from '../oncall/oncall.ts'
import * as answers from '../store/answers.ts'
import type { Database } from '../store/database.ts'
import { chooseLanguage } from '../store/people.ts'
import { type Asker, askers, withName } from './asker.ts'
import { type ChatChecks, checking, type Enqueue } from './checking.ts'
import type { ChatEvent, FileRef, Heard, Person, Post, Press, Question } from './event.ts'
import { type Found, keeping, messageOf } from './keeping.ts'
import type { Allowance, Limits } from './limits.ts'
import {
  type Earlier,
  type Failed,
  failure,
  type OutFile,
  type Platform,
  plain,
  type Said,
  withButtons,
} from './platform.ts'
import { type Pressed, presses } from './press.ts'
import type { MayView } from './viewers.ts'
import { watching } from './watching.ts'

const minute = 60_000
/** The same problem joins the answer that was given in the channel within so long. */
const joinWithin = 10 * minute
/** What nobody asked for is not answered later than this: the talk has moved on. */
const unaskedWithin = 15 * minute
const mostFiles = 3
/** A file that cannot be fetched after so many tries holds nobody up any longer. */
const fileAttempts = 3
const mostEarlier = 10

export type Conversation = {
  /** Does what an event asks for; undefined when it is done. */
  handle(event: ChatEvent, seen: Seen): Promise<Failed | undefined>
  /** What to answer aside to a question. */
  question(question: Question, attempt: number): Promise<Said | Failed>
  /** What to put in the place of an answer whose button was pressed; `aside` when only to tell who pressed it. */
  press(press: Press): Promise<Pressed>
  /** The file of an answer that stands in this channel for this person, who has said that they want it. */
  fileOf(asked: { answer: string; channel: string; person: string }): Promise<OutFile | undefined>
  /** The language to speak with somebody. */
  language(person: Person, channel: string): Promise<Lang>
}

type Seen = { receivedAt: number; attempt: number }

type Around = {
  db: Database
  platform: Platform
  limits: Limits
  now: () => number
  /** Unset: nobody here checks registries. */
  checks: ChatChecks | undefined
  /** Unset: nobody here watches any. */
  oncall: Promise<OnCall> | undefined
  mayView: MayView
  enqueue: Enqueue
  stopping: AbortSignal
}

type Unread = { why: FileProblem; name: string }

const isFailed = (value: object | undefined): value is Failed =>
  value !== undefined && 'ok' in value && value.ok === false

export function conversation({
  db,
  platform,
  limits,
  now,
  checks,
  oncall,
  mayView,
  enqueue,
  stopping,
}: Around): Conversation {
  const { workspace } = platform
  const here = { platform: platform.name, workspace }

  const askerOf = askers({ db, platform, now })
  const kept = keeping({ db, platform, now, canCheck: checks !== undefined, mayView })
  const checked = checks && checking({ db, platform, checks, keeping: kept, mayView, now, enqueue, stopping })
  const press = presses({ db, platform, limits, now, askerOf, keeping: kept, checking: checked, oncall })
  const watched = watching({ platform, oncall })

  /** The file or text that tells most; what could not be read is said when nothing else tells anything. */
  async function bestOf(
    paste: Paste,
    files: readonly FileRef[],
    lang: Lang | undefined,
    attempt: number,
  ): Promise<(Found & { unread?: Unread }) | Failed> {
    const found: Found[] = [{ paste, diagnosis: diagnosePaste(paste, { lang }) }]
    let unread: Unread | undefined
    for (const file of files.slice(0, mostFiles)) {
      const read = await platform.readFile(file)
      if (read.ok) found.push({ paste: read.paste, diagnosis: diagnosePaste(read.paste, { lang }) })
      else if (read.why === 'later' && attempt < fileAttempts) return read
      else if (read.why === 'later' || read.why === 'gone') unread ??= { why: 'unreachable', name: file.name }
      else unread ??= { why: read.why, name: file.name }
    }
    const sureness = ({ diagnosis }: Found) => (diagnosis.recognised ? (diagnosis.causes[0]?.confidence ?? 0) : -1)
    const [own, ...read] = found.toSorted((a, b) => sureness(b) - sureness(a)) as [Found, ...Found[]]
    const recognised = own.diagnosis.recognised
    const best = recognised ? own : (read.find(({ paste: { text } }) => text.trim() !== '') ?? own)
    return { ...best, ...(unread && !recognised && { unread }) }
  }

  /** What a request that is no paste is answered with. */
  async function replyTo(
    request: Exclude<Request, { ask: 'diagnose' | 'check' }>,
    person: string,
    lang: Lang,
  ): Promise<Answer> {
    switch (request.ask) {
      case 'nothing':
      case 'nothing-more':
        return talk.noticeAnswer('nothing', lang)
      case 'which':
        return talk.noticeAnswer('which', lang)
      case 'help':
        return talk.helpAnswer(platform.name, lang)
      case 'misnamed':
        return talk.misnamedAnswer(request.name, lang)
      case 'language':
        await chooseLanguage(db, { ...here, person }, request.lang)
        return talk.noticeAnswer('language', request.lang)
    }
  }

  async function post(event: Post & { edited: boolean }, seen: Seen) {
    const { channel, thread, person, heard, paste, files } = event
    const key = { ...here, channel, post: event.post }
    const before = await answers.answerTo(db, key)
    if (before && !event.edited) return goOn(before, event, seen)
    if (heard === 'overheard' && (now() - seen.receivedAt > unaskedWithin || !(files.length > 0 || isSure(paste))))
      return before && kept.takeBack(before, event)

    const asker = await askerOf(person, channel, seen.attempt)
    if (isFailed(asker)) return asker
    const say = async (answer: Answer) => failure(await platform.send({ channel, thread }, withButtons(answer)))
    const lang = asker.lang
    const calling = files.length > 0 || heard === 'overheard' ? undefined : watched.read(paste)
    if (calling) {
      if ((await allowed(event.post, person.id, channel)) !== 'granted') return undefined
      const from = { channel, person: withName(person, asker), lang: lang ?? 'en', outsider: asker.outsider }
      return say(await watched.answer(calling, { ...from, ...(event.named && { named: event.named }) }))
    }
    const request = files.length > 0 ? ({ ask: 'diagnose' } as const) : readRequest(paste.text)
    if (request.ask === 'nothing-more') return undefined
    if (request.ask !== 'diagnose') {
      const stale = event.edited && before ? await kept.takeBack(before, event) : undefined
      if (stale || (event.edited && request.ask === 'nothing')) return stale
      const spoken = await allowed(event.post, person.id, channel)
      if (spoken !== 'granted') return tooOften(spoken, heard, say, lang)
      if (request.ask === 'nothing' && event.withheld) return say(talk.noticeAnswer('noFilesHere', lang ?? 'en'))
      if (request.ask === 'check') {
        if (heard === 'overheard' && (asker.outsider || !checked)) return undefined
        if (asker.outsider || !checked)
          return say(talk.noticeAnswer(asker.outsider ? 'noChecks' : 'checksOff', lang ?? 'en'))
        const at = { channel, thread, post: event.post, person: person.id, outsider: false }
        return checked.announce({ ...request, paste }, lang ?? 'en', at, { channel, thread })
      }
      const failed = request.ask === 'language' ? await translateLast(person.id, channel, request.lang) : undefined
      return failed ?? say(await replyTo(request, person.id, lang ?? 'en'))
    }

    // Before anything is fetched.
    const early = files.length > 0 ? await allowed(event.post, person.id, channel) : 'granted'
    if (early !== 'granted') return tooOften(early, heard, say, lang)
    const best = await bestOf(paste, files, lang, seen.attempt)
    if (isFailed(best)) return best
    if (heard === 'overheard' && !best.diagnosis.sure) return before && kept.takeBack(before, event)
    if (before) return replace(before, best, event)

    const spoken = await allowed(event.post, person.id, channel)
    if (spoken !== 'granted') return tooOften(spoken, heard, say, lang)
    if (best.unread) return say(talk.fileAnswer(best.unread.why, best.unread.name, best.diagnosis.lang))
    if (event.withheld && !best.diagnosis.recognised) return say(talk.noticeAnswer('noFilesHere', best.diagnosis.lang))
    const first = await sameProblem(best.diagnosis, heard, channel)
    const joined = first && (await join(first, event, best.diagnosis.lang))
    const about = { registry: best.diagnosis.entities.loginServer ?? null, lang: best.diagnosis.lang }
    if (first && joined?.why !== 'gone') return joined ?? tellOfCase(about, event, { asker, joined: true })
    const at = { channel, thread, post: event.post, person: person.id, outsider: asker.outsider }
    const failed = await kept.send(best, at, { channel, thread })
    return failed ?? tellOfCase(about, event, { asker })
  }

  /** They are told from the outbox of on call: once, whatever happens meanwhile. Nobody is told of what they did not ask about. */
  async function tellOfCase(
    { registry, lang }: Pick<answers.KeptAnswer, 'registry' | 'lang'>,
    { channel, thread, post, person, heard }: Post,
    { asker, joined = false }: { asker: Asker; joined?: boolean },
  ): Promise<undefined> {
    if (registry === null) return
    const who = withName(person, asker)
    const told = joined && heard === 'overheard' ? {} : { thread }
    await watched.report({ channel, post, who, registry, lang, outsider: asker.outsider, counts: true, ...told })
  }

  /** What had joined an answer and was not told so, or of a case, when something came in between. */
  async function goOn(before: answers.KeptAnswer & { told: boolean }, event: Post, seen: Seen) {
    const own = before.post === event.post
    const failed = own
      ? await checked?.goOn(before)
      : before.told
        ? undefined
        : await tellJoined(before, event, before.lang)
    // A check was asked for, and no error pasted.
    if (failed || before.checking !== null || before.checked) return failed
    const asker = await askerOf(event.person, event.channel, seen.attempt)
    return isFailed(asker) ? asker : tellOfCase(before, event, { asker, joined: !own })
  }

  async function sameProblem({ recognised, ...rest }: Diagnosis, heard: Heard, channel: string) {
    const problem = problemOf({ recognised, ...rest })
    return problem === undefined || heard === 'direct'
      ? undefined
      : answers.answerToProblem(db, { ...here, channel, problem }, now() - joinWithin)
  }

  async function join(first: answers.KeptAnswer, event: Post, lang: Lang): Promise<Failed | undefined> {
    await answers.addReport(db, { ...here, channel: event.channel, post: event.post }, first.id)
    return tellJoined(first, event, lang)
  }

  async function tellJoined(first: answers.KeptAnswer, event: Post, lang: Lang): Promise<Failed | undefined> {
    const { channel, thread, post, heard } = event
    const failed = await kept.redraw(first.id)
    // Somebody took the first answer away: this post gets one of its own.
    if (failed?.why === 'gone') await answers.removeAnswer(db, first.id)
    if (failed) return failed
    const message = messageOf(first)
    const note = () => plain(talk.answeredAlready(message && platform.linkTo?.(message), lang))
    const untold = heard === 'overheard' ? undefined : failure(await platform.send({ channel, thread }, note()))
    if (untold?.why !== 'later') await answers.reportTold(db, { ...here, channel, post })
    return untold
  }

  /** The edited text is another problem now, or tells more: the answer changes where it stands. */
  async function replace(before: answers.KeptAnswer, best: Found, event: Post): Promise<Failed | undefined> {
    if (before.post === event.post) return kept.change(before.id, best)
    if (problemOf(best.diagnosis) === before.problem) return undefined
    await answers.removeReport(db, { ...here, channel: event.channel, post: event.post })
    return (await kept.redraw(before.id)) ?? post({ ...event, edited: false }, { receivedAt: now(), attempt: 1 })
  }

  async function translateLast(person: string, channel: string, lang: Lang): Promise<Failed | undefined> {
    const [newest] = await answers.answersOf(db, { ...here, person }, 1)
    if (!newest || newest.channel !== channel || now() - newest.created_at > joinWithin) return undefined
    await answers.changeAnswer(db, newest.id, { lang })
    return kept.redraw(newest.id)
  }

  /** By post or question: asked once, however often it is tried. */
  const verdicts = new Map<string, Allowance>()
  async function allowed(what: string, person: string, channel: string): Promise<Allowance> {
    const key = `${channel} ${what}`
    const verdict = verdicts.get(key) ?? (await limits.ask(person, channel))
    verdicts.set(key, verdict)
    return verdict
  }

  async function tooOften(
    refused: 'refused' | 'refused-before',
    heard: Heard,
    say: (answer: Answer) => Promise<Failed | undefined>,
    lang: Lang | undefined,
  ) {
    const tell = refused === 'refused' && heard !== 'overheard'
    return tell ? say(talk.noticeAnswer('tooOften', lang ?? 'en')) : undefined
  }

  async function deleted({ channel, post }: { channel: string; post: string }): Promise<Failed | undefined> {
    const answer = await answers.answerTo(db, { ...here, channel, post })
    return answer && kept.takeBack(answer, { channel, post })
  }

  async function fileShared({ channel, person, heard, file }: Extract<ChatEvent, { kind: 'file' }>, seen: Seen) {
    const found = await platform.locate?.(file, channel)
    if (!found) return undefined
    if (isFailed(found)) return found.why === 'gone' ? undefined : found
    return post(
      {
        channel,
        thread: found.thread,
        post: found.post,
        person,
        heard,
        paste: emptyPaste,
        files: [found.file],
        edited: false,
      },
      seen,
    )
  }

  async function question(asked: Question, attempt: number): Promise<Said | Failed> {
    const { id, channel, person, paste, files, command } = asked
    const asker = await askerOf(person, channel, attempt)
    if (isFailed(asker)) return asker
    const lang = asker.lang ?? 'en'
    const spoken = await allowed(id, person.id, channel)
    if (spoken !== 'granted') return plain(talk.noticeAnswer('tooOften', lang))
    const request = files.length > 0 ? ({ ask: 'diagnose' } as const) : readRequest(paste.text, { command })
    // Whoever is answered once and for all cannot be told a verdict later.
    if (request.ask === 'check') return plain(talk.noticeAnswer('checkElsewhere', lang))
    if (request.ask !== 'diagnose') return plain(await replyTo(request, person.id, lang))
    const best = await bestOf(paste, files, asker.lang, attempt)
    if (isFailed(best)) return best
    if (best.unread) return plain(talk.fileAnswer(best.unread.why, best.unread.name, lang))
    const at = { id, channel, thread: null, post: null, person: person.id, outsider: asker.outsider }
    const said = await kept.keep(best, at)
    const { loginServer } = best.diagnosis.entities
    const about = { channel, post: id, lang: best.diagnosis.lang, outsider: asker.outsider, counts: command }
    const told = loginServer && (await watched.report({ ...about, registry: loginServer }))
    return told ? { ...said, answer: { ...said.answer, notes: [...(said.answer.notes ?? []), told] } } : said
  }

  async function answerAside(event: Question, attempt: number): Promise<Failed | undefined> {
    const { id, channel, person, reply, paste, files, named, command } = event
    const aside = async (said: Said) =>
      failure(await platform.aside({ channel, person: person.id, ...(reply && { reply }) }, said, 'new'))
    const calling = files.length > 0 ? undefined : watched.read(paste)
    if (calling) {
      const asker = await askerOf(person, channel, attempt)
      if (isFailed(asker)) return asker
      if ((await allowed(id, person.id, channel)) !== 'granted')
        return aside(plain(talk.noticeAnswer('tooOften', asker.lang ?? 'en')))
      const { lang = 'en', outsider } = asker
      const from = { channel, person: withName(person, asker), lang, outsider, ...(named && { named }) }
      return watched.answerAside(calling, from, (answer) => aside(withButtons(answer)))
    }
    const request = files.length > 0 ? undefined : readRequest(paste.text, { command })
    if (request?.ask === 'check') {
      const asker = await askerOf(person, channel, attempt)
      if (isFailed(asker)) return asker
      const lang = asker.lang ?? 'en'
      if (asker.outsider || !checked)
        return aside(plain(talk.noticeAnswer(asker.outsider ? 'noChecks' : 'checksOff', lang)))
      if ((await allowed(id, person.id, channel)) !== 'granted')
        return aside(plain(talk.noticeAnswer('tooOften', lang)))
      return checked.announceAside(event, request, lang)
    }
    const said = await question(event, attempt)
    return isFailed(said) ? said : aside(said)
  }

  async function pressed(event: Press): Promise<Failed | undefined> {
    const { said, how, shared, follow } = await press(event)
    const { channel, person, reply, thread } = event
    if (how === 'elsewhere') return undefined
    const to = { channel, person: person.id, ...(reply && { reply }), ...(thread && { thread }) }
    if (how === 'aside') return failure(await platform.aside(to, said, 'new'))
    const failed = failure(shared ? await platform.update(shared, said) : await platform.aside(to, said, 'replace'))
    if (!failed) await follow?.()
    return failed
  }

  async function home(person: Person): Promise<Failed | undefined> {
    const lang = await language(person, person.id)
    const newest = await answers.answersOf(db, { ...here, person: person.id }, mostEarlier)
    const earlier = newest.map((answer): Earlier => {
      const { cause, registry, created_at, checked } = answer
      const message = messageOf(answer)
      const url = message && platform.linkTo?.(message)
      const title = cause
        ? causes[cause].title[lang]
        : checked && 'checks' in checked
          ? checked.checks[lang].title
          : undefined
      return {
        at: created_at / 1000,
        ...(title && { title }),
        ...(registry && { registry }),
        ...(url && { url }),
      }
    })
    const shown = await platform.showHome?.(person.id, earlier, lang)
    return shown && failure(shown)
  }

  async function greet({ channel, person }: Extract<ChatEvent, { kind: 'greet' }>): Promise<Failed | undefined> {
    const said = plain(talk.helpAnswer(platform.name, await language(person, channel)))
    return failure(await platform.send({ channel }, said))
  }

  async function handle(event: ChatEvent, seen: Seen) {
    if (event.workspace !== workspace) return undefined
    switch (event.kind) {
      case 'post':
        return post(event, seen)
      case 'deleted':
        return deleted(event)
      case 'file':
        return fileShared(event, seen)
      case 'question':
        return answerAside(event, seen.attempt)
      case 'press':
        return pressed(event)
      case 'home':
        return home(event.person)
      case 'redraw':
        return kept.redraw(event.answer)
      case 'check':
        return checked?.carryOut(event, seen.attempt)
      case 'greet':
        return greet(event)
    }
  }

  async function language(person: Person, channel: string): Promise<Lang> {
    const asker = await askerOf(person, channel, 1)
    return (isFailed(asker) ? undefined : asker.lang) ?? 'en'
  }

  return {
    async handle(event, seen) {
      const failed = await handle(event, seen)
      const asked = event.kind === 'post' ? event.post : event.kind === 'question' ? event.id : undefined
      if (failed?.why !== 'later' && asked && 'channel' in event) verdicts.delete(`${event.channel} ${asked}`)
      return failed
    },
    async question(asked, attempt) {
      const said = await question(asked, attempt)
      if (!isFailed(said)) verdicts.delete(`${asked.channel} ${asked.id}`)
      return said
    },
    press,
    async fileOf({ answer, channel, person }) {
      const found = await answers.answerById(db, answer)
      const isTheirs = found && found.platform === here.platform && found.workspace === workspace
      return isTheirs && found.channel === channel && found.person === person ? kept.evidenceOf(found) : undefined
    },
    language,
  }
}

/** May we speak up at what was said to others? */
export const isSure = (paste: Paste): boolean => readProbe(paste.text) !== undefined || diagnosePaste(paste).sure

export const emptyPaste: Paste = { text: '' as Paste['text'], counts: {} }
