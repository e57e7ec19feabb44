// What a card says around a diagnosis: headings, labels, buttons and the few sentences that are nobody else's.
import type { Who } from '../diagnosis.ts'
import type { Entities } from '../paste/entity.ts'
import type { SecretKind } from '../paste/redact.ts'
import { further } from '../remedies/further.ts'
import * as check from './check.ts'
import type { Counted } from './count.ts'
import * as oncall from './oncall.ts'
import type { Lang, Text } from './text.ts'

/** A sentence around a value. */
export type Sentence<Value = string> = Readonly<Record<Lang, (value: Value) => string>>

export const headings = {
  evidence: { en: 'The paste says', pl: 'Co mówi wklejony tekst' },
  why: { en: 'Why this cause', pl: 'Skąd ten wniosek' },
  steps: { en: 'What to do', pl: 'Co zrobić' },
  further: { en: 'How to get further', pl: 'Co dalej' },
  verify: { en: 'How to see that it helped', pl: 'Jak sprawdzić, że pomogło' },
  ruledOutBy: { en: 'What would rule this out', pl: 'Co by to wykluczyło' },
  otherCauses: { en: 'Other possible causes', pl: 'Inne możliwe przyczyny' },
  facts: { en: 'Details from the paste', pl: 'Szczegóły z wklejonego tekstu' },
  links: { en: 'Read more', pl: 'Więcej informacji' },
  'further-diagnosis': further['further-diagnosis'].title,
  'advanced-troubleshooting': further['advanced-troubleshooting'].title,
  'next-steps': further['next-steps'].title,
  ...check.headings,
  ...oncall.headings,
} as const satisfies Record<string, Text>

/** How sure, from the lowest probability that deserves the words. */
export const sureness: readonly { from: number; words: Text }[] = [
  { from: 0.85, words: { en: 'very likely', pl: 'bardzo prawdopodobne' } },
  { from: 0.6, words: { en: 'likely', pl: 'prawdopodobne' } },
  { from: 0.35, words: { en: 'possible', pl: 'możliwe' } },
  { from: 0.2, words: { en: 'uncertain', pl: 'niepewne' } },
  { from: 0, words: { en: 'unlikely', pl: 'mało prawdopodobne' } },
]

export const who: Record<Who, Text> = {
  developer: { en: 'developer', pl: 'programista' },
  'registry-owner': { en: 'registry owner', pl: 'właściciel rejestru' },
  'network-team': { en: 'network team', pl: 'zespół sieciowy' },
  'subscription-owner': { en: 'subscription owner', pl: 'właściciel subskrypcji' },
}

export const stepLabels = {
  who: { en: 'Who', pl: 'Kto' },
  exposes: { en: 'Risk or cost', pl: 'Ryzyko lub koszt' },
  undo: { en: 'To undo', pl: 'Jak cofnąć' },
} as const satisfies Record<string, Text>

type FactName = keyof Entities | 'image' | 'response'

/** The facts that a card lists, in this order. */
export const factLabels = {
  registry: { en: 'Registry', pl: 'Rejestr' },
  loginServer: { en: 'Login server', pl: 'Serwer logowania' },
  image: { en: 'Image', pl: 'Obraz' },
  response: { en: 'Response', pl: 'Odpowiedź' },
  clientIp: { en: 'Client address that ACR saw', pl: 'Adres klienta, który zobaczył ACR' },
  address: { en: 'Address tried', pl: 'Adres, z którym się łączono' },
  dataEndpoint: { en: 'Data endpoint', pl: 'Punkt końcowy danych' },
  blobHost: { en: 'Layer storage', pl: 'Magazyn warstw' },
  client: { en: 'Client', pl: 'Klient' },
  component: { en: 'Failing component', pl: 'Komponent, w którym wystąpił błąd' },
  service: { en: 'Azure service', pl: 'Usługa Azure' },
  cluster: { en: 'Cluster', pl: 'Klaster' },
  resolver: { en: 'DNS server', pl: 'Serwer DNS' },
  proxy: { en: 'Proxy', pl: 'Proxy' },
  tlsIssuer: { en: 'Certificate issued by', pl: 'Wystawca certyfikatu' },
  region: { en: 'Region', pl: 'Region' },
  resourceGroup: { en: 'Resource group', pl: 'Grupa zasobów' },
  subscription: { en: 'Subscription', pl: 'Subskrypcja' },
  correlationId: { en: 'Correlation ID', pl: 'Identyfikator korelacji' },
} as const satisfies Partial<Record<FactName, Text>>

export const addressKinds: Record<NonNullable<Entities['addressKind']>, Text> = {
  private: { en: 'private', pl: 'prywatny' },
  public: { en: 'public', pl: 'publiczny' },
}

export const secretKinds: Record<SecretKind, Text> = {
  'private-key': { en: 'private key', pl: 'klucz prywatny' },
  jwt: { en: 'access token (JWT)', pl: 'token dostępu (JWT)' },
  'bearer-token': { en: 'bearer token', pl: 'token Bearer' },
  'refresh-token': { en: 'refresh token', pl: 'token odświeżania' },
  'basic-auth': { en: 'user name and password (Basic)', pl: 'nazwa użytkownika i hasło (Basic)' },
  password: { en: 'password', pl: 'hasło' },
  'url-password': { en: 'password in a URL', pl: 'hasło w adresie URL' },
  'registry-password': { en: 'registry password', pl: 'hasło do rejestru' },
  'docker-auth': { en: 'Docker credentials', pl: 'dane logowania Dockera' },
  'sas-signature': { en: 'SAS signature', pl: 'podpis SAS' },
  'connection-string': { en: 'key in a connection string', pl: 'klucz w ciągu połączenia (connection string)' },
  'storage-key': { en: 'storage account key', pl: 'klucz konta magazynu' },
  'client-secret': { en: 'client secret', pl: 'klucz tajny klienta' },
  'api-token': { en: 'API token', pl: 'token API' },
}

export const secrets = {
  removed: {
    en: (kinds) => `Removed from the paste: ${kinds}.`,
    pl: (kinds) => `Usunięto z wklejonego tekstu: ${kinds}.`,
  },
  rotate: {
    en: (kinds) => `Revoke and replace now: ${kinds}. Everyone who could read the paste could read this too.`,
    pl: (kinds) => `Unieważnij i wymień od razu: ${kinds}. Każdy, kto widział wklejony tekst, mógł to odczytać.`,
  },
} as const satisfies Record<string, Sentence>

export const lineLabel: Sentence<number> = { en: (line) => `Line ${line}`, pl: (line) => `Wiersz ${line}` }

export const summary: Sentence<{ title: string; sure: string | undefined; line: number | undefined }> = {
  en: ({ title, sure, line }) =>
    `${title}${sure ? `: ${sure}` : ''}${line ? `, judging by line ${line} of the paste` : ''}.`,
  pl: ({ title, sure, line }) =>
    `${title}${sure ? `: ${sure}` : ''}${line ? `, sądząc po wierszu ${line} wklejonego tekstu` : ''}.`,
}

const moreSteps = {
  en: { one: '# more step', other: '# more steps' },
  pl: { one: 'jeszcze # krok', few: 'jeszcze # kroki', many: 'jeszcze # kroków' },
} as const

export const more = {
  'further-diagnosis': moreSteps,
  'advanced-troubleshooting': moreSteps,
  'next-steps': moreSteps,
  evidence: {
    en: { one: '# more line', other: '# more lines' },
    pl: { one: 'jeszcze # wiersz', few: 'jeszcze # wiersze', many: 'jeszcze # wierszy' },
  },
  why: {
    en: { one: '# more reason', other: '# more reasons' },
    pl: { one: 'jeszcze # powód', few: 'jeszcze # powody', many: 'jeszcze # powodów' },
  },
  steps: moreSteps,
  verify: {
    en: { one: '# more sentence', other: '# more sentences' },
    pl: { one: 'jeszcze # zdanie', few: 'jeszcze # zdania', many: 'jeszcze # zdań' },
  },
  ruledOutBy: {
    en: { one: '# more sign', other: '# more signs' },
    pl: { one: 'jeszcze # oznaka', few: 'jeszcze # oznaki', many: 'jeszcze # oznak' },
  },
  otherCauses: {
    en: { one: '# more cause', other: '# more causes' },
    pl: { one: 'jeszcze # przyczyna', few: 'jeszcze # przyczyny', many: 'jeszcze # przyczyn' },
  },
  facts: {
    en: { one: '# more detail', other: '# more details' },
    pl: { one: 'jeszcze # szczegół', few: 'jeszcze # szczegóły', many: 'jeszcze # szczegółów' },
  },
  links: {
    en: { one: '# more link', other: '# more links' },
    pl: { one: 'jeszcze # link', few: 'jeszcze # linki', many: 'jeszcze # linków' },
  },
  ...check.more,
  ...oncall.more,
} as const satisfies Record<string, Counted>

export const cut: Text = {
  en: 'Not everything fits in this message. `acr-check diagnose` prints all of it.',
  pl: 'Nie wszystko mieści się w tej wiadomości. Całość wypisze `acr-check diagnose`.',
}

export const commandLeftOut: Text = {
  en: '(The command is left out: it is too long for this place, or contains characters that are not safe to copy.)',
  pl: '(Polecenie pominięto: jest za długie na to miejsce albo zawiera znaki, których nie można bezpiecznie skopiować.)',
}

export const unrecognised = {
  title: {
    en: 'No known Azure Container Registry error in this paste',
    pl: 'We wklejonym tekście nie ma znanego błędu Azure Container Registry',
  },
  summary: {
    en: 'Nothing in the paste matches an error that acr-check knows. Any diagnosis would be a guess.',
    pl: 'Nic we wklejonym tekście nie pasuje do błędów, które zna acr-check. Każda diagnoza byłaby zgadywaniem.',
  },
  wholeError: {
    en: 'Paste the full text of the error, including the line that names the registry (it ends in `.azurecr.io`).',
    pl: 'Wklej pełny tekst błędu razem z wierszem, w którym jest nazwa rejestru (kończy się na `.azurecr.io`).',
  },
  podEvents: {
    en: 'On Kubernetes, the full error is in the events of the pod:',
    pl: 'W Kubernetesie pełny tekst błędu jest w zdarzeniach poda:',
  },
  checkHealth: {
    en: 'Run this on the machine that fails. It tests the name, the network and the sign-in, and you can paste its output too:',
    pl: 'Uruchom to na maszynie, na której występuje błąd. Polecenie sprawdza nazwę, sieć i logowanie, a jego wynik też można wkleić:',
  },
} as const satisfies Record<string, Text>

export const otherService = {
  title: {
    en: (service) => `This looks like an error from ${service}, not from Azure Container Registry`,
    pl: (service) => `To wygląda na błąd z ${service}, a nie z Azure Container Registry`,
  },
  summary: {
    en: (service) =>
      `This error seems to come from ${service}, but acr-check knows only the errors of Azure Container Registry.`,
    pl: (service) =>
      `Ten błąd prawdopodobnie pochodzi z ${service}, a acr-check zna tylko błędy Azure Container Registry.`,
  },
  imageName: {
    en: (service) =>
      `If the image should come from your own registry, check the image name: it must start with \`<registry>.azurecr.io/\`, but this one leads to ${service}.`,
    pl: (service) =>
      `Jeśli obraz ma pochodzić z własnego rejestru, sprawdź nazwę obrazu: musi się zaczynać od \`<registry>.azurecr.io/\`, a ta prowadzi do ${service}.`,
  },
} as const satisfies Record<string, Sentence>

/** The buttons; `switch-language` is named in the language that it leads to. */
export const actionLabels = {
  'more-causes': { en: 'More about other causes', pl: 'Więcej o innych przyczynach' },
  'fewer-causes': { en: 'Less about other causes', pl: 'Mniej o innych przyczynach' },
  'all-steps': { en: 'All steps', pl: 'Wszystkie kroki' },
  'first-steps': { en: 'First steps only', pl: 'Tylko pierwsze kroki' },
  'switch-language': { en: 'In English', pl: 'Po polsku' },
  'run-checks': { en: 'Check the registry', pl: 'Sprawdź rejestr' },
  'check-again': { en: 'Check again', pl: 'Sprawdź ponownie' },
  'show-probe': { en: 'From another machine', pl: 'Z innej maszyny' },
  'hide-probe': { en: 'Hide the commands', pl: 'Ukryj polecenia' },
  'show-azure': { en: 'How Azure knows', pl: 'Skąd to wie Azure' },
  'hide-azure': { en: 'Hide how Azure knows', pl: 'Ukryj, skąd to wie Azure' },
  'show-firewall': { en: 'Firewall request', pl: 'Prośba o reguły zapory' },
  'hide-firewall': { en: 'Hide the request', pl: 'Ukryj prośbę' },
  evidence: { en: 'Evidence as a file', pl: 'Dowody w pliku' },
  ...oncall.caseActionLabels,
  helped: { en: 'It helped', pl: 'Pomogło' },
  'not-helped': { en: 'It did not help', pl: 'Nie pomogło' },
} as const satisfies Record<string, Text>
