// What is said on call: of a case and its history, of watches, and around them.
import type { Sentence } from './answer.ts'
import type { Counted } from './count.ts'
import type { Text } from './text.ts'

export const headings = {
  alert: { en: 'The alert says', pl: 'Co mówi alert' },
  day: { en: 'The last day', pl: 'Ostatnia doba' },
  strip: { en: 'The last checks, newest last', pl: 'Ostatnie sprawdzenia, najnowsze na końcu' },
  planned: { en: 'Planned work in this channel', pl: 'Zaplanowane prace na tym kanale' },
  watched: { en: 'Watched in this channel', pl: 'Obserwowane na tym kanale' },
} as const satisfies Record<string, Text>

const moreChecks: Counted = {
  en: { one: '# more check', other: '# more checks' },
  pl: { one: 'jeszcze # sprawdzenie', few: 'jeszcze # sprawdzenia', many: 'jeszcze # sprawdzeń' },
}
export const more = {
  alert: {
    en: { one: '# more detail', other: '# more details' },
    pl: { one: 'jeszcze # szczegół', few: 'jeszcze # szczegóły', many: 'jeszcze # szczegółów' },
  },
  strip: moreChecks,
  day: {
    en: { one: '# more registry', other: '# more registries' },
    pl: { one: 'jeszcze # rejestr', few: 'jeszcze # rejestry', many: 'jeszcze # rejestrów' },
  },
  planned: {
    en: { one: '# more', other: '# more' },
    pl: { one: 'jeszcze #', few: 'jeszcze #', many: 'jeszcze #' },
  },
  watched: {
    en: { one: '# more watch', other: '# more watches' },
    pl: { one: 'jeszcze # obserwacja', few: 'jeszcze # obserwacje', many: 'jeszcze # obserwacji' },
  },
} as const satisfies Record<string, Counted>

export const outOf: Sentence<{ well: number; all: number }> = {
  en: ({ well, all }) => `${well} of ${all} went well`,
  pl: ({ well, all }) => `udane: ${well} z ${all}`,
}

/** The title of a case: the registry, then what is wrong with it. */
export const works: Sentence = { en: (host) => `${host} works again`, pl: (host) => `${host} znowu działa` }
export const resolved: Sentence = {
  en: (host) => `${host}: resolved by hand`,
  pl: (host) => `${host}: rozwiązane ręcznie`,
}
export const silenced: Sentence = {
  en: (host) => `${host}: a finding was silenced`,
  pl: (host) => `${host}: wyciszone ustalenie`,
}
export const otherwise: Sentence = {
  en: (host) => `${host}: fails otherwise now`,
  pl: (host) => `${host}: teraz nie działa z innego powodu`,
}
export const notWatched: Sentence = {
  en: (host) => `${host} is not watched here any more`,
  pl: (host) => `${host} nie jest już tu obserwowany`,
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

export const wasSilenced: Sentence<{ since: string; until: string; finding: string }> = {
  en: ({ since, until, finding }) => `Broken since ${since}: ${finding}. Silenced here at ${until}.`,
  pl: ({ since, until, finding }) => `Nie działa od ${since}: ${finding}. Wyciszone tu o ${until}.`,
}
export const wasOther: Sentence<{ since: string; until: string; finding: string }> = {
  en: ({ since, until, finding }) =>
    `From ${since} to ${until}: ${finding}. What fails now is not among what is told in this channel.`,
  pl: ({ since, until, finding }) =>
    `Od ${since} do ${until}: ${finding}. O tym, co zawodzi teraz, na tym kanale się nie mówi.`,
}
export const wasWatched: Sentence<{ since: string; until: string; finding: string }> = {
  en: ({ since, until, finding }) => `Broken since ${since}: ${finding}. Not watched since ${until}.`,
  pl: ({ since, until, finding }) => `Nie działa od ${since}: ${finding}. Nieobserwowany od ${until}.`,
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
/** Behind what is not shown of a case, such as "18 more steps". */
export const shownByCheck: Sentence<{ more: string; loginServer: string }> = {
  en: ({ more, loginServer }) => `${more}: ask me to check ${loginServer}`,
  pl: ({ more, loginServer }) => `${more}: poproś mnie o sprawdzenie ${loginServer}`,
}
export const reported: Counted = {
  en: { one: '# person pasted an error of it meanwhile.', other: '# people pasted an error of it meanwhile.' },
  pl: {
    one: 'W tym czasie # osoba wkleiła błąd tego rejestru.',
    few: 'W tym czasie # osoby wkleiły błąd tego rejestru.',
    many: 'W tym czasie # osób wkleiło błąd tego rejestru.',
  },
}

/** Told on another platform; with the platform's own word for why. */
export const refuses = {
  slack: {
    en: (reason) =>
      `Slack refuses my token (\`${reason}\`): I can say nothing there until whoever runs acr-check has put a new one into SLACK_BOT_TOKEN (for Socket Mode perhaps SLACK_APP_TOKEN) and started it again. What is to be said there waits.`,
    pl: (reason) =>
      `Slack odrzuca mój token (\`${reason}\`): nic tam nie powiem, dopóki osoba prowadząca acr-check nie wpisze nowego do SLACK_BOT_TOKEN (przy Socket Mode być może SLACK_APP_TOKEN) i nie uruchomi go ponownie. To, co mam tam do powiedzenia, czeka.`,
  },
  teams: {
    en: (reason) =>
      `Microsoft refuses my login for Teams (\`${reason}\`): I can say nothing there until whoever runs acr-check has put a new client secret into MicrosoftAppPassword and started it again. What is to be said there waits.`,
    pl: (reason) =>
      `Microsoft odrzuca moje logowanie do Teams (\`${reason}\`): nic tam nie powiem, dopóki osoba prowadząca acr-check nie wpisze nowego klucza tajnego klienta do MicrosoftAppPassword i nie uruchomi go ponownie. To, co mam tam do powiedzenia, czeka.`,
  },
} as const satisfies Record<string, Sentence>
export const worksAgain: Sentence<{ platform: string; lasted: string }> = {
  en: ({ platform, lasted }) => `${platform} lets me in again, after ${lasted}. What waited there is being said.`,
  pl: ({ platform, lasted }) => `${platform} znów mnie wpuszcza, po ${lasted}. To, co tam czekało, właśnie mówię.`,
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
  awake: {
    en: ({ lasted }) => `The snooze is over, and it is still broken, for ${lasted} now.`,
    pl: ({ lasted }) => `Koniec odłożenia, a rejestr dalej nie działa, od ${lasted}.`,
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
  unsilenced: {
    en: ({ who, finding }) => `${who} ended the silence: ${finding} is told here again.`,
    pl: ({ who, finding }) => `${who} kończy wyciszenie: „${finding}” znowu będzie tu zgłaszane.`,
  },
  escalated: { en: ({ who }) => `${who} escalated it.`, pl: ({ who }) => `${who} eskaluje sprawę.` },
  unacknowledged: {
    en: ({ lasted }) => `Escalated: nobody has taken it on for ${lasted}.`,
    pl: ({ lasted }) => `Eskalacja: od ${lasted} nikt się tym nie zajął.`,
  },
  alertResolved: {
    en: ({ lasted }) => `The alert was resolved, after ${lasted}.`,
    pl: ({ lasted }) => `Alert został zamknięty, po ${lasted}.`,
  },
  other: {
    en: ({ finding }) => `Closed: that is over, but it does not work. What fails now is not told here: ${finding}.`,
    pl: ({ finding }) =>
      `Zamknięto: to minęło, ale rejestr nie działa. O tym, co zawodzi teraz, tu się nie mówi: ${finding}.`,
  },
  unwatched: {
    en: ({ who }) => `${who} ended the watch. The case is closed as it stands.`,
    pl: ({ who }) => `${who} kończy obserwację. Sprawa zostaje zamknięta w obecnym stanie.`,
  },
  unlisted: {
    en: () => 'It was taken out of the file of watches. The case is closed as it stands.',
    pl: () => 'Rejestr usunięto z pliku obserwacji. Sprawa zostaje zamknięta w obecnym stanie.',
  },
  alertHealthy: {
    en: ({ lasted }) =>
      `Closed: checks of the registry have gone well for ${lasted}, and the alert was not delivered again. Nobody sent word that it is resolved.`,
    pl: ({ lasted }) =>
      `Zamknięto: od ${lasted} sprawdzenia rejestru są udane, a alert nie przyszedł ponownie. Nie przyszła też wiadomość o jego zamknięciu.`,
  },
  alertUnheard: {
    en: ({ lasted }) =>
      `Closed: nothing has been heard of the alert for ${lasted}. Nobody sent word that it is resolved.`,
    pl: ({ lasted }) =>
      `Zamknięto: od ${lasted} nic nie przyszło w sprawie tego alertu, także wiadomość o jego zamknięciu.`,
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
  unwatched: {
    en: ({ since }) => `From ${since} this bot had no way out of its own network. Nothing is watched here any more.`,
    pl: ({ since }) => `Od ${since} ten bot nie miał wyjścia z własnej sieci. Nic już tu nie jest obserwowane.`,
  },
} as const satisfies Record<string, Sentence<Span>>

export const caseActionLabels = {
  acknowledge: { en: 'I take this on', pl: 'Zajmę się tym' },
  'check-now': { en: 'Check now', pl: 'Sprawdź teraz' },
  resolve: { en: 'Resolve', pl: 'Rozwiązane' },
  'snooze-1h': { en: 'Snooze 1 h', pl: 'Odłóż o 1 h' },
  'snooze-8h': { en: 'Snooze 8 h', pl: 'Odłóż o 8 h' },
  'snooze-monday': { en: 'Snooze until Monday', pl: 'Odłóż do poniedziałku' },
  silence: { en: 'Silence this finding', pl: 'Wycisz to ustalenie' },
  unsilence: { en: 'End the silence', pl: 'Zakończ wyciszenie' },
  escalate: { en: 'Escalate', pl: 'Eskaluj' },
} as const satisfies Record<string, Text>

type Watching = { host: string; every: string; image: string }
const withImage = (image: string, with_: string) => (image ? `${with_} \`${image}\`` : '')

export const watching = {
  set: {
    en: ({ host, every, image }) =>
      `From now on I check \`${host}\`${withImage(image, ' and pull')} every ${every}, and open a case here when it breaks. \`unwatch ${host}\` ends it, \`watches\` shows all.`,
    pl: ({ host, every, image }) =>
      `Od teraz sprawdzam \`${host}\`${withImage(image, ' i pobieram')} co ${every}, a gdy przestanie działać, otworzę tu sprawę. \`nie obserwuj ${host}\` to kończy, \`obserwacje\` pokazuje wszystkie.`,
  },
  ended: {
    en: ({ host }) => `I do not watch \`${host}\` here any more.`,
    pl: ({ host }) => `Nie obserwuję już tutaj \`${host}\`.`,
  },
  notWatched: {
    en: ({ host }) => `\`${host}\` is not watched here. \`watches\` shows what is.`,
    pl: ({ host }) => `\`${host}\` nie jest tu obserwowany. \`obserwacje\` pokazuje, co jest.`,
  },
  inFile: {
    en: ({ host }) => `\`${host}\` stands in the file of watches. Whoever runs the bot can take it out there.`,
    pl: ({ host }) => `\`${host}\` jest w pliku obserwacji. Może go stamtąd usunąć osoba, która prowadzi bota.`,
  },
  notCovered: {
    en: ({ host }) =>
      `\`${host}\` is not among the registries that this bot may check. Whoever runs it can add it to \`ACR_CHECK_REGISTRIES\`.`,
    pl: ({ host }) =>
      `\`${host}\` nie jest wśród rejestrów, które ten bot może sprawdzać. Może go dodać do \`ACR_CHECK_REGISTRIES\` osoba, która prowadzi bota.`,
  },
  /** One line of the list. */
  one: {
    en: ({ host, every, image }) => `\`${host}\`${withImage(image, ' with')} every ${every}`,
    pl: ({ host, every, image }) => `\`${host}\`${withImage(image, ' z')} co ${every}`,
  },
} as const satisfies Record<string, Sentence<Watching>>

export const tooMany: Sentence<number> = {
  en: (most) =>
    `${most} registries are watched here already, and more are not taken. \`unwatch myregistry\` makes room.`,
  pl: (most) =>
    `Na tym kanale obserwuję już ${most} rejestrów i więcej nie przyjmę. \`nie obserwuj myregistry\` zwalnia miejsce.`,
}
export const nothingWatched: Text = {
  en: 'Nothing is watched here. `watch myregistry` begins.',
  pl: 'Nic tu nie jest obserwowane. Zacznij od `obserwuj myregistry`.',
}
export const watchedBy: Sentence<{ who: string; at: string }> = {
  en: ({ who, at }) => (who ? `asked for by ${who}, ${at}` : `since ${at}`),
  pl: ({ who, at }) => (who ? `prosi ${who}, ${at}` : `od ${at}`),
}
export const byFile: Text = { en: 'from the file of watches', pl: 'z pliku obserwacji' }
export const states = {
  works: { en: 'works', pl: 'działa' },
  broken: { en: 'a case is open', pl: 'otwarta sprawa' },
  unknown: { en: 'could not tell yet', pl: 'jeszcze nie wiadomo' },
} as const satisfies Record<string, Text>
export const endAllSilences: Text = { en: 'End all silences', pl: 'Zakończ wszystkie wyciszenia' }
export const silencedHow: Text = {
  en: '`unsilence myregistry` ends one.',
  pl: '`odcisz myregistry` kończy jedno z wyciszeń.',
}
export const unsilencedOne: Sentence<{ host: string; ids: string }> = {
  en: ({ host, ids }) => `Told here again: ${ids} of \`${host}\`.`,
  pl: ({ host, ids }) => `Znowu będzie tu zgłaszane: ${ids} rejestru \`${host}\`.`,
}
export const nothingSilenced: Text = {
  en: 'Nothing of that is silenced here. `watches` shows what is.',
  pl: 'Nic takiego nie jest tu wyciszone. `obserwacje` pokazuje, co jest.',
}
export const silencedHere: Sentence = { en: (ids) => `silenced: ${ids}`, pl: (ids) => `wyciszone: ${ids}` }

/** Each day, of everything that is watched in a channel. */
export const digest = {
  title: { en: 'What is watched here, over the last day', pl: 'Obserwacje z ostatniej doby' },
  well: { en: 'No case is open.', pl: 'Nie ma otwartych spraw.' },
  broken: {
    en: (n: number) => `Open cases: ${n}.`,
    pl: (n: number) => `Otwarte sprawy: ${n}.`,
  },
  available: { en: (share: string) => `${share} of checks well`, pl: (share: string) => `${share} sprawdzeń udanych` },
  roundTrip: {
    en: (ms: number) => `round trip ${ms} ms`,
    pl: (ms: number) => `czas odpowiedzi ${ms} ms`,
  },
} as const satisfies Record<string, Text | Sentence<number> | Sentence>

export const settings = {
  quiet: {
    en: (value) => `Quiet here: ${value}. What breaks then is told at the end, if it is still broken.`,
    pl: (value) =>
      `Cisza na tym kanale: ${value}. O tym, co się wtedy zepsuje, powiem na końcu, jeśli nadal nie będzie działać.`,
  },
  zone: {
    en: (value) => `Times here are those of ${value} from now on.`,
    pl: (value) => `Od teraz podaję tu czas strefy ${value}.`,
  },
  digest: {
    en: (value) => `A digest of what is watched here comes every day at ${value}.`,
    pl: (value) => `Podsumowanie obserwacji będzie przychodzić codziennie o ${value}.`,
  },
} as const satisfies Record<string, Sentence>
export const settingsOff = {
  quiet: { en: 'No quiet hours here any more.', pl: 'Nie ma tu już godzin ciszy.' },
  zone: { en: 'Times here are UTC.', pl: 'Podaję tu czas UTC.' },
  digest: { en: 'No digest here any more.', pl: 'Podsumowanie nie będzie już tu przychodzić.' },
} as const satisfies Record<string, Text>

/** Lines under the list of watches, and what is said of planned work. */
export const quietHere: Sentence = { en: (value) => `Quiet: ${value}.`, pl: (value) => `Cisza: ${value}.` }
export const zoneHere: Sentence = { en: (zone) => `Times are those of ${zone}.`, pl: (zone) => `Czas strefy ${zone}.` }
export const digestHere: Sentence = {
  en: (at) => `A digest comes at ${at}.`,
  pl: (at) => `Podsumowanie przychodzi o ${at}.`,
}
export const plannedHere: Text = {
  en: 'Planned work: `maintenance` shows it.',
  pl: 'Są zaplanowane prace: `prace` je pokazuje.',
}
export const nothingPlanned: Text = {
  en: 'No work is planned here. `maintenance 2026-12-01 22:00 to 23:30` plans some.',
  pl: 'Nie ma tu zaplanowanych prac. `prace 2026-12-01 22:00 do 23:30` je planuje.',
}
export const plannedLead: Text = {
  en: 'No case is opened meanwhile; what is still broken at the end is told then. `maintenance cancel 1` takes one back, `maintenance off` all.',
  pl: 'W tym czasie nie otwieram spraw; o tym, co na końcu nadal nie działa, powiem wtedy. `prace odwołaj 1` odwołuje jedne, `prace off` wszystkie.',
}
export const plannedOne: Sentence<{ id: number; from: string; to: string; host: string }> = {
  en: ({ id, from, to, host }) =>
    `${id}: from ${from} to ${to}, ${host ? `\`${host}\` only` : 'everything watched here'}`,
  pl: ({ id, from, to, host }) =>
    `${id}: od ${from} do ${to}, ${host ? `tylko \`${host}\`` : 'wszystko, co tu obserwowane'}`,
}
export const underWay: Text = { en: 'under way', pl: 'w toku' }
export const isOver: Text = {
  en: 'That is over already: `maintenance` takes times to come.',
  pl: 'Ten czas już minął: `prace` przyjmuje przyszłe terminy.',
}
export const tooMuchPlanned: Text = {
  en: 'So much is planned here already that no more is taken: `maintenance cancel 1` makes room.',
  pl: 'Zaplanowano tu już tyle, że więcej się nie zmieści: `prace odwołaj 1` zwalnia miejsce.',
}
export const noSuchPlan: Text = {
  en: 'No planned work here has that number: `maintenance` shows those that there are.',
  pl: 'Żadne zaplanowane tu prace nie mają tego numeru: `prace` pokazuje, jakie są.',
}
export const isInFile: Text = {
  en: 'It stands in the file of watches. Whoever runs the bot can take it out there; `maintenance` shows the others.',
  pl: 'Jest w pliku obserwacji. Może to stamtąd usunąć osoba, która prowadzi bota; `prace` pokazuje pozostałe.',
}
/** With which other channels the cases of this one are shared. */
export const sharing = {
  everyone: {
    en: 'In every other channel, whoever pastes an error of a registry with a case here is told since when there is one, what it is about and who has taken it on.',
    pl: 'Na każdym innym kanale ten, kto wklei błąd rejestru z otwartą tu sprawą, dowie się, od kiedy trwa, czego dotyczy i kto się nią zajmuje.',
  },
  nobody: {
    en: 'Other channels are told no more than that there is a case, and since when.',
    pl: 'Na innych kanałach wiadomo tylko, że jest sprawa i od kiedy.',
  },
} as const satisfies Record<string, Text>
export const sharedWith: Counted = {
  en: {
    one: 'In # other channel, whoever pastes an error of a registry with a case here is told since when there is one, what it is about and who has taken it on.',
    other:
      'In # other channels, whoever pastes an error of a registry with a case here is told since when there is one, what it is about and who has taken it on.',
  },
  pl: {
    one: 'Na # innym kanale ten, kto wklei błąd rejestru z otwartą tu sprawą, dowie się, od kiedy trwa, czego dotyczy i kto się nią zajmuje.',
    few: 'Na # innych kanałach ten, kto wklei błąd rejestru z otwartą tu sprawą, dowie się, od kiedy trwa, czego dotyczy i kto się nią zajmuje.',
    many: 'Na # innych kanałach ten, kto wklei błąd rejestru z otwartą tu sprawą, dowie się, od kiedy trwa, czego dotyczy i kto się nią zajmuje.',
  },
}

export const alert = {
  lead: {
    en: ({ since, lasted }) => `An alert from outside, since ${since}, for ${lasted}.`,
    pl: ({ since, lasted }) => `Alert z zewnątrz, od ${since}, już ${lasted}.`,
  },
  over: {
    en: ({ since, lasted }) => `An alert from outside, from ${since}. It was resolved after ${lasted}.`,
    pl: ({ since, lasted }) => `Alert z zewnątrz, od ${since}. Zamknięty po ${lasted}.`,
  },
  healthy: {
    en: ({ since, lasted }) =>
      `An alert from outside, from ${since}. Closed after ${lasted}: checks go well, and it did not come again.`,
    pl: ({ since, lasted }) =>
      `Alert z zewnątrz, od ${since}. Sprawa zamknięta po ${lasted}: sprawdzenia są udane, a alert nie przyszedł ponownie.`,
  },
  unheard: {
    en: ({ since, lasted }) =>
      `An alert from outside, from ${since}. Closed after ${lasted}: nothing more was heard of it.`,
    pl: ({ since, lasted }) =>
      `Alert z zewnątrz, od ${since}. Sprawa zamknięta po ${lasted}: nic więcej o nim nie przyszło.`,
  },
} as const satisfies Record<string, Sentence<Span>>
export const alertLabels = {
  registry: { en: 'Registry', pl: 'Rejestr' },
  severity: { en: 'Severity', pl: 'Waga' },
  text: { en: 'Description', pl: 'Opis' },
} as const satisfies Record<string, Text>
export const openAlert: Text = { en: 'Open the alert', pl: 'Otwórz alert' }
export const asChecked: Sentence = {
  en: (verdict) => `Checked from here meanwhile: ${verdict}`,
  pl: (verdict) => `Sprawdzono w tym czasie stąd: ${verdict}`,
}

/** Of images that come and go. */
export const feed: Sentence<{ action: string; image: string; host: string }> = {
  en: ({ action, image, host }) => `${action}: \`${image}\`${host ? ` in \`${host}\`` : ''}`,
  pl: ({ action, image, host }) => `${action}: \`${image}\`${host ? ` w \`${host}\`` : ''}`,
}

export const openCase: Text = { en: 'Open the case', pl: 'Otwórz sprawę' }
/** Under an answer about a registry that has a case. */
export const caseHere: Sentence = {
  en: (since) => `There is a case of this registry here, since ${since}.`,
  pl: (since) => `Tego rejestru dotyczy sprawa otwarta na tym kanale od ${since}.`,
}
export const counted: Text = { en: 'You are counted in it.', pl: 'Zgłoszenie zostało do niej doliczone.' }
/** Where that channel shares its cases. */
export const caseShared: Sentence<{ since: string; what: string }> = {
  en: ({ since, what }) => `A case of this registry is open in another channel, since ${since}: ${what}.`,
  pl: ({ since, what }) => `Sprawa tego rejestru jest otwarta na innym kanale, od ${since}: ${what}.`,
}
export const caseElsewhere: Sentence = {
  en: (since) => `A case of this registry is open in another channel, since ${since}.`,
  pl: (since) => `Sprawa tego rejestru jest otwarta na innym kanale, od ${since}.`,
}
