// What the bot says in a chat beside diagnoses.
import type { Sentence } from './answer.ts'
import type { Counted } from './count.ts'
import type { Text } from './text.ts'

export const help = {
  title: { en: 'What acr-check does', pl: 'Co robi acr-check' },
  lead: {
    en: 'Paste an error from Azure Container Registry: I say what is wrong, how I know, and what to run.',
    pl: 'Wklej błąd z Azure Container Registry: powiem, co jest nie tak, skąd to wiem i co uruchomić.',
  },
  how: { en: 'How to ask', pl: 'Jak pytać' },
  privacy: {
    en: 'Passwords, tokens and keys are taken out of what you paste before it is read, stored or shown. Still, better not to send them: the chat keeps what you typed.',
    pl: 'Hasła, tokeny i klucze są usuwane z wklejonego tekstu, zanim zostanie on odczytany, zapisany lub pokazany. Mimo to ich nie wysyłaj: czat zachowuje to, co wpisano.',
  },
} as const satisfies Record<string, Text>

export const ways = {
  paste: {
    en: 'Paste the error here, in a thread or in a channel where you mention me. The whole text is best, with the line that names the registry.',
    pl: 'Wklej błąd tutaj, w wątku albo na kanale, wspominając mnie. Najlepiej cały tekst, razem z wierszem z nazwą rejestru.',
  },
  file: {
    en: 'Long logs: send them as a text file or snippet.',
    pl: 'Długie dzienniki wyślij jako plik tekstowy lub fragment kodu.',
  },
  fileInTeams: {
    en: 'Long logs: send them as a .txt or .log file in our personal chat; Teams gives bots no files anywhere else.',
    pl: 'Długie dzienniki wyślij jako plik .txt lub .log na czacie osobistym ze mną; w innych miejscach Teams nie przekazuje botom plików.',
  },
  message: {
    en: 'Somebody else’s message: open its menu and choose “Diagnose this error”. Only you see the answer.',
    pl: 'Czyjaś wiadomość: otwórz jej menu i wybierz „Diagnose this error”. Odpowiedź zobaczysz tylko Ty.',
  },
  messageInTeams: {
    en: 'Somebody else’s message: open its menu and choose “Diagnose this message”. Only you see the answer.',
    pl: 'Czyjaś wiadomość: otwórz jej menu i wybierz „Zdiagnozuj tę wiadomość”. Odpowiedź zobaczysz tylko Ty.',
  },
  command: {
    en: '`/acr-check` with an error, a registry’s name or `help`; alone it opens a form.',
    pl: '`/acr-check` z błędem, nazwą rejestru albo `help`; samo polecenie otwiera formularz.',
  },
  check: {
    en: '`check myregistry`: I try the way to a registry from where I run, and say where it breaks.',
    pl: '`sprawdź myregistry`: sprawdzę drogę do rejestru z miejsca, w którym działam, i powiem, gdzie się urywa.',
  },
  watch: {
    en: '`watch myregistry`: I check it every 5 minutes and open a case in this channel when it breaks. `watches` shows what is watched; `quiet 22:00-07:00` keeps me silent at night.',
    pl: '`obserwuj myregistry`: sprawdzam co 5 minut i otwieram na tym kanale sprawę, gdy przestanie działać. `obserwacje` pokazuje, co jest obserwowane; `cisza 22:00-07:00` ucisza mnie w nocy.',
  },
  language: {
    en: '`po polsku` changes the language, and so does the button under each answer.',
    pl: '`in English` zmienia język; robi to też przycisk pod każdą odpowiedzią.',
  },
  unasked: {
    en: 'In channels that I can read I speak unasked only when I am sure that the error is the registry’s.',
    pl: 'Na kanałach, które mogę czytać, odzywam się bez pytania tylko wtedy, gdy mam pewność, że to błąd rejestru.',
  },
} as const satisfies Record<string, Text>

export const misnamed: Sentence = {
  en: (name) =>
    `\`${name}\` is not a registry name: one has 5 to 50 letters and digits, as in \`check myregistry\` or \`check myregistry.azurecr.io\`.`,
  pl: (name) =>
    `\`${name}\` nie jest nazwą rejestru: taka nazwa ma od 5 do 50 liter i cyfr, jak w \`sprawdź myregistry\` albo \`sprawdź myregistry.azurecr.io\`.`,
}

export const notices = {
  evidenceInPerson: {
    en: 'Teams lets bots hand over files in personal chats only. Ask me to check the registry in our personal chat, and press the button there.',
    pl: 'Teams pozwala botom przekazywać pliki tylko na czatach osobistych. Poproś mnie o sprawdzenie rejestru na naszym czacie osobistym i naciśnij ten przycisk tam.',
  },
  evidenceNowhere: {
    en: 'This cloud of Teams lets bots hand over no files. `acr-check evidence` writes one where it runs.',
    pl: 'W tej chmurze Teams boty nie mogą przekazywać plików. Plik zapisze polecenie `acr-check evidence`.',
  },
  evidenceDirect: {
    en: 'The file is in our direct message.',
    pl: 'Plik jest w naszej wiadomości bezpośredniej.',
  },
  evidenceFailed: {
    en: 'The file could not be handed over just now. Press the button again in a minute.',
    pl: 'Nie udało się teraz przekazać pliku. Naciśnij przycisk ponownie za minutę.',
  },
  evidenceRefused: {
    en: 'I may not hand over files here. Whoever runs this bot can give it the permission `files:write` in Slack; `acr-check evidence` writes the file anywhere.',
    pl: 'Nie mogę tu przekazywać plików. Osoba, która prowadzi bota, może dać mu w Slacku uprawnienie `files:write`; plik zapisze też polecenie `acr-check evidence`.',
  },
  evidenceDeclined: {
    en: 'No file was stored.',
    pl: 'Żaden plik nie został zapisany.',
  },
  nothing: {
    en: 'Nothing to read here: paste the error as text, or write `help`.',
    pl: 'Nie ma tu nic do odczytania: wklej błąd jako tekst albo napisz `pomoc`.',
  },
  which: {
    en: 'Which registry? Write `check myregistry` or `check myregistry.azurecr.io`.',
    pl: 'Który rejestr? Napisz `sprawdź myregistry` albo `sprawdź myregistry.azurecr.io`.',
  },
  language: { en: 'From now on I answer you in English.', pl: 'Od teraz odpowiadam Ci po polsku.' },
  noFilesHere: {
    en: 'Teams does not hand files to bots in channels and group chats. Paste the lines around the error as text, or send the file to me in our personal chat.',
    pl: 'Na kanałach i czatach grupowych Teams nie przekazuje botom plików. Wklej wiersze wokół błędu jako tekst albo wyślij mi plik na czacie osobistym.',
  },
  tooOften: {
    en: 'That was a lot at once. Give me a minute, then ask again.',
    pl: 'To było dużo naraz. Daj mi minutę i spróbuj ponownie.',
  },
  noChecks: {
    en: 'I check registries only for members of this organisation. Paste the error, and I will say what it means.',
    pl: 'Sprawdzam rejestry tylko dla osób z tej organizacji. Wklej błąd, a powiem, co oznacza.',
  },
  checksOff: {
    en: 'I do not check registries here. Paste the error, and I will say what it means.',
    pl: 'Nie sprawdzam tu rejestrów. Wklej błąd, a powiem, co oznacza.',
  },
  notHere: {
    en: 'I am not in this channel, so I could tell nobody here. Invite me (`/invite @acr-check`), then ask again.',
    pl: 'Nie ma mnie na tym kanale, więc nikomu nic bym tu nie powiedział. Zaproś mnie (`/invite @acr-check`) i poproś jeszcze raz.',
  },
  checkElsewhere: {
    en: 'To check a registry, write `check myregistry` to me in a chat.',
    pl: 'Aby sprawdzić rejestr, napisz do mnie na czacie `sprawdź myregistry`.',
  },
  checking: {
    en: 'A check is under way. Its answer comes in this message.',
    pl: 'Sprawdzanie trwa. Odpowiedź pojawi się w tej wiadomości.',
  },
  tooLate: {
    en: 'I no longer keep the text of this answer. Paste the error again to see more.',
    pl: 'Nie mam już tekstu tej odpowiedzi. Wklej błąd ponownie, aby zobaczyć więcej.',
  },
  onlyAsker: {
    en: 'Guests and people from other organisations can use the buttons of answers to their own pastes only.',
    pl: 'Goście i osoby z innych organizacji mogą używać przycisków tylko pod odpowiedziami na własne teksty.',
  },
  busy: {
    en: 'That takes longer than usual. Try again in a minute.',
    pl: 'To trwa dłużej niż zwykle. Spróbuj ponownie za minutę.',
  },
  notFound: {
    en: 'I do not know this answer any more. Paste the error again.',
    pl: 'Nie znam już tej odpowiedzi. Wklej błąd ponownie.',
  },
} as const satisfies Record<string, Text>
export type Notice = keyof typeof notices

/** With a file that is handed over: what it is. */
export const evidenceFile: Sentence = {
  en: (host) => `What a check of ${host} saw, for a support ticket. Look through it before you hand it on.`,
  pl: (host) => `Co zobaczyło sprawdzenie ${host}, dla zgłoszenia do wsparcia. Przejrzyj, zanim przekażesz dalej.`,
}

/** Why a file could not be read; the value is its name. */
export const fileProblems = {
  'too-large': {
    en: (name) =>
      `\`${name}\` is larger than 20 MB. Send the part around the error, or run \`acr-check diagnose\` on it.`,
    pl: (name) => `\`${name}\` ma ponad 20 MB. Wyślij fragment wokół błędu albo uruchom na nim \`acr-check diagnose\`.`,
  },
  'not-text': {
    en: (name) => `\`${name}\` is not text. Send a log or a text file, or paste the error.`,
    pl: (name) => `\`${name}\` to nie jest tekst. Wyślij dziennik lub plik tekstowy albo wklej błąd.`,
  },
  unreachable: {
    en: (name) => `I could not fetch \`${name}\`. Paste the lines around the error as text.`,
    pl: (name) => `Nie udało mi się pobrać \`${name}\`. Wklej wiersze wokół błędu jako tekst.`,
  },
  'foreign-host': {
    en: (name) =>
      `\`${name}\` is on a server that I do not fetch files from. Paste the lines around the error as text.`,
    pl: (name) => `\`${name}\` jest na serwerze, z którego nie pobieram plików. Wklej wiersze wokół błędu jako tekst.`,
  },
} as const satisfies Record<string, Sentence>
export type FileProblem = keyof typeof fileProblems

/** Said instead of a second answer. */
export const answeredAlready: Text = {
  en: 'The same problem was answered here a few minutes ago',
  pl: 'Ten sam problem pojawił się tu kilka minut temu i ma już odpowiedź',
}

export const openAnswer: Text = { en: 'Open that answer', pl: 'Otwórz tę odpowiedź' }

export const seen: Counted = {
  en: { one: 'Reported # time here.', other: 'Reported # times here.' },
  pl: {
    one: 'Zgłoszono tu # raz.',
    few: 'Zgłoszono tu # razy.',
    many: 'Zgłoszono tu # razy.',
  },
}

export const helpedCount: Counted = {
  en: { one: 'It helped # person.', other: 'It helped # people.' },
  pl: { one: 'Pomogło # osobie.', few: 'Pomogło # osobom.', many: 'Pomogło # osobom.' },
}
export const notHelpedCount: Counted = {
  en: { one: 'It did not help # person.', other: 'It did not help # people.' },
  pl: { one: 'Nie pomogło # osobie.', few: 'Nie pomogło # osobom.', many: 'Nie pomogło # osobom.' },
}

export const home = {
  title: { en: 'acr-check', pl: 'acr-check' },
  check: { en: 'Check a registry', pl: 'Sprawdź rejestr' },
  yours: { en: 'Your questions', pl: 'Twoje pytania' },
  none: { en: 'None yet.', pl: 'Jeszcze żadnych.' },
  open: { en: 'Open', pl: 'Otwórz' },
  unrecognised: { en: 'Nothing recognised', pl: 'Nic nie rozpoznano' },
} as const satisfies Record<string, Text>

export const form = {
  title: { en: 'acr-check', pl: 'acr-check' },
  submit: { en: 'Ask', pl: 'Zapytaj' },
  close: { en: 'Cancel', pl: 'Anuluj' },
  registry: { en: 'Registry', pl: 'Rejestr' },
  registryHint: { en: 'Its name or login server', pl: 'Nazwa albo serwer logowania' },
  error: { en: 'Error text', pl: 'Treść błędu' },
  errorHint: {
    en: 'As it was printed. Passwords and tokens are taken out before it is read.',
    pl: 'Tak, jak został wypisany. Hasła i tokeny są usuwane przed odczytaniem.',
  },
  /** Under the field, when what stands in it cannot be used. */
  badRegistry: {
    en: 'Not a registry’s name: use 5 to 50 letters and digits, such as myregistry or myregistry.azurecr.io',
    pl: 'To nie jest nazwa rejestru: podaj od 5 do 50 liter i cyfr, na przykład myregistry albo myregistry.azurecr.io',
  },
  nothing: {
    en: 'Fill in the registry or the error text',
    pl: 'Wpisz rejestr albo treść błędu',
  },
} as const satisfies Record<string, Text>
