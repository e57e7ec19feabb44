// What is said on call: of a case and its history, of watches, and around them.
import type { Sentence } from './answer.ts'
import type { Counted } from './count.ts'
import type { Text } from './text.ts'

export const headings = {
  strip: { en: 'The last checks, newest last', pl: 'Ostatnie sprawdzenia, najnowsze na końcu' },
  watched: { en: 'Watched in this channel', pl: 'Obserwowane na tym kanale' },
} as const satisfies Record<string, Text>

const moreChecks: Counted = {
  en: { one: '# more check', other: '# more checks' },
  pl: { one: 'jeszcze # sprawdzenie', few: 'jeszcze # sprawdzenia', many: 'jeszcze # sprawdzeń' },
}
export const more = {
  strip: moreChecks,
  watched: {
    en: { one: '# more watch', other: '# more watches' },
    pl: { one: 'jeszcze # obserwacja', few: 'jeszcze # obserwacje', many: 'jeszcze # obserwacji' },
  },
} as const satisfies Record<string, Counted>

/** The title of a case: the registry, then what is wrong with it. */
export const works: Sentence = { en: (host) => `${host} works again`, pl: (host) => `${host} znowu działa` }
export const resolved: Sentence = {
  en: (host) => `${host}: resolved by hand`,
  pl: (host) => `${host}: rozwiązane ręcznie`,
}
export const comesAndGoes: Sentence = {
  en: (host) => `${host} comes and goes`,
  pl: (host) => `${host} raz działa, raz nie`,
}

type Span = { since: string; lasted: string }
export const brokenSince: Sentence<Span> = {
  en: ({ since, lasted }) => `Broken since ${since}, for ${lasted}.`,
  pl: ({ since, lasted }) => `Nie działa od ${since}, już ${lasted}.`,
}
export const wasBroken: Sentence<Span & { until: string; finding: string }> = {
  en: ({ since, until, lasted, finding }) => `It was broken from ${since} to ${until}, for ${lasted}: ${finding}.`,
  pl: ({ since, until, lasted, finding }) => `Nie działał od ${since} do ${until}, przez ${lasted}: ${finding}.`,
}
export const flapping: Sentence<{ since: string; finding: string }> = {
  en: ({ since, finding }) =>
    `Since ${since} it has broken again and again (${finding}). This message is kept up to date, and nothing else is said until it works or stays broken.`,
  pl: ({ since, finding }) =>
    `Od ${since} psuje się raz po raz (${finding}). Ta wiadomość jest aktualizowana; nic więcej nie zostanie powiedziane, dopóki nie zacznie działać albo nie przestanie na dobre.`,
}

type By = { who: string; at: string }
export const acknowledged: Sentence<By> = {
  en: ({ who, at }) => `${who} has taken this on, at ${at}.`,
  pl: ({ who, at }) => `Zajmuje się tym ${who}, od ${at}.`,
}
export const snoozed: Sentence<By> = {
  en: ({ at }) => `Nothing more is said of it until ${at}.`,
  pl: ({ at }) => `Nic więcej o tym nie powiem do ${at}.`,
}
export const reported: Counted = {
  en: { one: '# person pasted an error of it meanwhile.', other: '# people pasted an error of it meanwhile.' },
  pl: {
    one: 'W tym czasie # osoba wkleiła błąd tego rejestru.',
    few: 'W tym czasie # osoby wkleiły błąd tego rejestru.',
    many: 'W tym czasie # osób wkleiło błąd tego rejestru.',
  },
}

/** In the thread of a case: what happened, and who did it. */
export const happened = {
  opened: { en: ({ finding }) => `Opened: ${finding}.`, pl: ({ finding }) => `Otwarto: ${finding}.` },
  changed: {
    en: ({ finding, before }) => `Something else is wrong now: ${finding}. Before: ${before}.`,
    pl: ({ finding, before }) => `Teraz problem jest inny: ${finding}. Wcześniej: ${before}.`,
  },
  flapping: {
    en: () => 'It comes and goes. From now on only the message above changes.',
    pl: () => 'Raz działa, raz nie. Od teraz zmienia się tylko wiadomość powyżej.',
  },
  steady: {
    en: ({ finding }) => `It does not come back any more: ${finding}.`,
    pl: ({ finding }) => `Przestał działać na dobre: ${finding}.`,
  },
  recovered: {
    en: ({ lasted }) => `It works again, after ${lasted}.`,
    pl: ({ lasted }) => `Znowu działa, po ${lasted}.`,
  },
  acknowledged: { en: ({ who }) => `${who} takes this on.`, pl: ({ who }) => `${who} zajmuje się tym.` },
  snoozed: {
    en: ({ who, until }) => `${who} snoozed it until ${until}.`,
    pl: ({ who, until }) => `${who} odkłada powiadomienia do ${until}.`,
  },
  resolved: {
    en: ({ who }) =>
      `${who} resolved it. It is opened again only if it works and breaks anew, or if something else breaks.`,
    pl: ({ who }) =>
      `${who} oznacza jako rozwiązane. Sprawa otworzy się ponownie tylko wtedy, gdy rejestr zacznie działać i znowu zawiedzie albo gdy zawiedzie coś innego.`,
  },
  silenced: {
    en: ({ who, finding }) => `${who} silenced this finding here: ${finding}.`,
    pl: ({ who, finding }) => `${who} wycisza to ustalenie na tym kanale: ${finding}.`,
  },
  escalated: { en: ({ who }) => `${who} escalated it.`, pl: ({ who }) => `${who} eskaluje sprawę.` },
  unacknowledged: {
    en: ({ lasted }) => `Escalated: nobody has taken it on for ${lasted}.`,
    pl: ({ lasted }) => `Eskalacja: od ${lasted} nikt się tym nie zajął.`,
  },
  reported: {
    en: ({ who }) => `${who} pasted an error of this registry.`,
    pl: ({ who }) => `${who} wkleja błąd tego rejestru.`,
  },
} as const satisfies Record<string, Sentence<Detail>>
export type Happened = keyof typeof happened
export type Detail = { finding: string; before: string; lasted: string; who: string; until: string }

/** Whoever acted, where their name is not known. */
export const somebody: Text = { en: 'Somebody', pl: 'Ktoś' }

export const notices = {
  cutOff: {
    en: ({ since }) =>
      `Since ${since} this bot has had no way out of its own network, so nothing can be said of the watched registries. No case is opened for that.`,
    pl: ({ since }) =>
      `Od ${since} ten bot nie ma wyjścia z własnej sieci, więc o obserwowanych rejestrach nic nie wiadomo. Z tego powodu nie są otwierane żadne sprawy.`,
  },
  backOnline: {
    en: ({ since, lasted }) =>
      `From ${since} this bot had no way out of its own network, for ${lasted}. It checks again.`,
    pl: ({ since, lasted }) =>
      `Od ${since} ten bot nie miał wyjścia z własnej sieci, przez ${lasted}. Sprawdza ponownie.`,
  },
} as const satisfies Record<string, Sentence<Span>>

export const caseActionLabels = {
  acknowledge: { en: 'I take this on', pl: 'Zajmę się tym' },
  'check-now': { en: 'Check now', pl: 'Sprawdź teraz' },
  resolve: { en: 'Resolve', pl: 'Rozwiązane' },
  'snooze-1h': { en: 'Snooze 1 h', pl: 'Odłóż o 1 h' },
  'snooze-8h': { en: 'Snooze 8 h', pl: 'Odłóż o 8 h' },
  'snooze-monday': { en: 'Until Monday', pl: 'Do poniedziałku' },
  silence: { en: 'Silence this finding', pl: 'Wycisz to ustalenie' },
  escalate: { en: 'Escalate', pl: 'Eskaluj' },
} as const satisfies Record<string, Text>
