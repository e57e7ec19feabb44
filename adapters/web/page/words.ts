// Every word of the page itself; what the cards say is written elsewhere. A missing translation does not compile.
import type { Text } from '../../../src/words/text.ts'

export const words = {
  skip: { en: 'Skip to the paste box', pl: 'Przejdź do pola na błąd' },
  language: { en: 'Language', pl: 'Język' },
  toDark: { en: 'Switch to dark colours', pl: 'Włącz ciemne kolory' },
  toLight: { en: 'Switch to light colours', pl: 'Włącz jasne kolory' },
  startOver: { en: 'Start over', pl: 'Od nowa' },

  headline: { en: 'Paste the error.', pl: 'Wklej błąd.' },
  promise: {
    en: 'See the cause, the line that gave it away, and what to run.',
    pl: 'Zobacz przyczynę, wiersz, który ją zdradził, i co uruchomić.',
  },
  lead: {
    en: 'Anything Docker, Kubernetes, a pipeline or the Azure CLI printed when it could not reach an Azure Container Registry.',
    pl: 'Wszystko, co Docker, Kubernetes, potok lub Azure CLI wypisały, gdy nie mogły połączyć się z Azure Container Registry.',
  },
  examples: { en: 'Or try a real one', pl: 'Albo wypróbuj prawdziwy' },
  privacy: {
    en: 'What you paste goes to this server only. It is neither stored nor logged.',
    pl: 'To, co wkleisz, trafia tylko na ten serwer. Nie jest zapisywane ani logowane.',
  },

  pasteBox: { en: 'Error or log', pl: 'Błąd lub log' },
  placeholder: {
    en: 'Paste an error or a log, or drop a file anywhere on the page',
    pl: 'Wklej błąd lub log albo upuść plik w dowolnym miejscu strony',
  },
  pasteMore: { en: 'Paste another error', pl: 'Wklej kolejny błąd' },
  chooseFile: { en: 'Choose a file', pl: 'Wybierz plik' },
  send: { en: 'Diagnose', pl: 'Diagnozuj' },
  sends: { en: 'sends', pl: 'wysyła' },
  dropHere: { en: 'Drop the log to diagnose it', pl: 'Upuść log, aby go zdiagnozować' },
  nothingYet: {
    en: 'There is nothing to diagnose yet: paste an error first.',
    pl: 'Nie ma jeszcze czego diagnozować: najpierw wklej błąd.',
  },
  oneFile: { en: 'One file at a time, please.', pl: 'Proszę po jednym pliku naraz.' },
  unreadable: {
    en: 'This file could not be read. Is it a folder, or open elsewhere?',
    pl: 'Nie udało się odczytać tego pliku. Może to folder albo jest otwarty gdzie indziej?',
  },
  tooLong: {
    en: 'That is over 1 MB, more than this page takes. Paste the part around the error, or use the command line, which takes files of any size:',
    pl: 'To ponad 1 MB, więcej niż przyjmuje ta strona. Wklej fragment z błędem albo użyj wiersza poleceń, który przyjmuje pliki dowolnej wielkości:',
  },
  close: { en: 'Dismiss', pl: 'Zamknij' },

  conversation: { en: 'Conversation', pl: 'Rozmowa' },
  askAzure: { en: 'Checks ask Azure too', pl: 'Sprawdzenia pytają też Azure' },
  youPasted: { en: 'You pasted', pl: 'Wklejony tekst' },
  lines: (count: number): Text => ({ en: count === 1 ? '1 line' : `${count} lines`, pl: `wierszy: ${count}` }),
  showAll: { en: 'Show all', pl: 'Pokaż wszystko' },
  showLess: { en: 'Show less', pl: 'Pokaż mniej' },
  left: (count: number): Text => ({ en: `${count} more lines are not shown`, pl: `Niepokazanych wierszy: ${count}` }),
  decided: { en: 'This line decided', pl: 'Ten wiersz rozstrzygnął' },
  reading: { en: 'Reading', pl: 'Czytam' },
  redrawn: { en: 'The answer has changed', pl: 'Odpowiedź się zmieniła' },
  notRecognised: { en: 'Nothing recognised', pl: 'Nic nie rozpoznano' },
  failed: { en: 'There is no answer', pl: 'Nie ma odpowiedzi' },

  shownAs: { en: 'Show the answer as', pl: 'Pokaż odpowiedź jako' },
  slack: { en: 'Slack', pl: 'Slack' },
  teams: { en: 'Teams', pl: 'Teams' },
  both: { en: 'Side by side', pl: 'Obok siebie' },
  json: { en: 'JSON', pl: 'JSON' },
  copy: { en: 'Copy', pl: 'Kopiuj' },
  copied: { en: 'Copied', pl: 'Skopiowano' },
  notCopied: { en: 'Select and copy by hand', pl: 'Zaznacz i skopiuj ręcznie' },
  undrawable: {
    en: 'This card cannot be drawn here; the JSON tab has the answer.',
    pl: 'Tej karty nie da się tu narysować; odpowiedź jest w karcie JSON.',
  },

  retry: { en: 'Send again', pl: 'Wyślij ponownie' },
  token: { en: "The server's token (ACR_CHECK_API_TOKEN)", pl: 'Token serwera (ACR_CHECK_API_TOKEN)' },
} satisfies Record<string, Text | ((count: number) => Text)>

/** What the server's error codes mean to someone at the page; others are told in the server's own words. */
export const troubles: Partial<Record<string, Text>> = {
  'too-long': words.tooLong,
  'token-needed': {
    en: 'This server answers only with its token. It is kept until you close the page.',
    pl: 'Ten serwer odpowiada tylko z tokenem. Token jest pamiętany do zamknięcia strony.',
  },
  'not-enabled': {
    en: 'This server does not answer from here until ACR_CHECK_API_TOKEN is set on it.',
    pl: 'Ten serwer nie odpowie stąd, dopóki nie ustawisz na nim ACR_CHECK_API_TOKEN.',
  },
  'not-covered': {
    en: 'This server may not check that registry. Add it to ACR_CHECK_REGISTRIES and start the server again.',
    pl: 'Ten serwer nie może sprawdzać tego rejestru. Dodaj go do ACR_CHECK_REGISTRIES i uruchom serwer ponownie.',
  },
  busy: {
    en: 'Too many checks are under way. Send again in a minute.',
    pl: 'Trwa zbyt wiele sprawdzeń. Wyślij ponownie za minutę.',
  },
  unreachable: {
    en: 'The server does not answer. Is it still running? Start it with "npm start", then send again.',
    pl: 'Serwer nie odpowiada. Czy nadal działa? Uruchom go poleceniem „npm start” i wyślij ponownie.',
  },
  internal: {
    en: 'The server broke on this one. Its log has the details; the rest of it keeps working.',
    pl: 'Serwer zawiódł przy tym tekście. Szczegóły są w jego logu; reszta działa dalej.',
  },
}
