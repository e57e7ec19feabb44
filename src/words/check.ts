// What is said of a check of a registry: its headlines, the names of its steps, and what a card says around them.
import type { AzureCheck, AzureRead, StepAnswer } from '../check.ts'
import type { Shell } from '../checks/probe.ts'
import type { CheckStepId } from '../ids.ts'
import type { Sentence } from './answer.ts'
import { type Counted, count } from './count.ts'
import type { Lang, Text } from './text.ts'

type Headline = { title: Text; means: Text }

export const headlines = {
  healthy: {
    title: { en: 'The registry works from here', pl: 'Rejestr działa stąd' },
    means: {
      en: 'Name, network and certificate are right, and a layer comes.',
      pl: 'Nazwa, sieć i certyfikat są w porządku, a warstwa przychodzi.',
    },
  },
  open: {
    title: { en: 'The registry can be reached from here', pl: 'Rejestr jest stąd osiągalny' },
    means: {
      en: 'Name, network and certificate are right, and ACR answers. No pull was tried; what was seen says why.',
      pl: 'Nazwa, sieć i certyfikat są w porządku, a ACR odpowiada. Nie próbowano pobierania; dlaczego, mówi lista kroków.',
    },
  },
  unknown: {
    title: { en: 'It could not be told whether the registry works', pl: 'Nie udało się ustalić, czy rejestr działa' },
    means: {
      en: 'The time was up before the registry answered or failed.',
      pl: 'Czas minął, zanim rejestr odpowiedział lub zawiódł.',
    },
  },
} as const satisfies Record<string, Headline>

export const stepNames: Record<CheckStepId, Text> = {
  name: { en: 'Name', pl: 'Nazwa' },
  proxy: { en: 'Proxy', pl: 'Proxy' },
  dns: { en: 'DNS', pl: 'DNS' },
  tcp: { en: 'TCP', pl: 'TCP' },
  tls: { en: 'TLS', pl: 'TLS' },
  registry: { en: 'Registry', pl: 'Rejestr' },
  token: { en: 'Login', pl: 'Logowanie' },
  manifest: { en: 'Image', pl: 'Obraz' },
  layer: { en: 'Layers', pl: 'Warstwy' },
  speed: { en: 'Speed', pl: 'Szybkość' },
  control: { en: 'Another host', pl: 'Inny host' },
}

/** Read out by those who do not see the mark. */
export const answers: Record<StepAnswer, Text> = {
  yes: { en: 'works', pl: 'działa' },
  no: { en: 'fails', pl: 'zawodzi' },
  unknown: { en: 'could not tell', pl: 'nie udało się ustalić' },
  skipped: { en: 'not tried', pl: 'nie sprawdzano' },
}

/** The stations of the path from the machine that asks to the layers. */
export const stations = {
  client: { en: 'This machine', pl: 'Ta maszyna' },
  pasted: { en: 'That machine', pl: 'Tamta maszyna' },
  bot: { en: 'The bot’s machine', pl: 'Maszyna bota' },
  resolver: { en: 'DNS', pl: 'DNS' },
  proxy: { en: 'Proxy', pl: 'Proxy' },
  registry: { en: 'Registry', pl: 'Rejestr' },
  token: { en: 'Login', pl: 'Logowanie' },
  image: { en: 'Image', pl: 'Obraz' },
  data: { en: 'Data endpoint', pl: 'Punkt końcowy danych' },
} as const satisfies Record<string, Text>
export type Station = keyof typeof stations

export const askedBy = {
  host: { en: (name) => `Asked from \`${name}\`.`, pl: (name) => `Sprawdzono z maszyny \`${name}\`.` },
  pasted: {
    en: (name) => `From what was printed on \`${name}\`.`,
    pl: (name) => `Na podstawie tego, co wypisano na maszynie \`${name}\`.`,
  },
  remote: {
    en: (name) => `Asked from \`${name}\`, where this bot runs; this is not your machine.`,
    pl: (name) => `Sprawdzono z maszyny \`${name}\`, na której działa ten bot; to nie jest Twoja maszyna.`,
  },
} as const satisfies Record<string, Sentence>

const factsRead: Counted = {
  en: { one: '# fact read', other: '# facts read' },
  pl: { one: 'odczytano # fakt', few: 'odczytano # fakty', many: 'odczytano # faktów' },
}
const factsMissing: Counted = {
  en: { one: '# thing could not be read', other: '# things could not be read' },
  pl: {
    one: '# rzeczy nie udało się odczytać',
    few: '# rzeczy nie udało się odczytać',
    many: '# rzeczy nie udało się odczytać',
  },
}
/** While a check is under way: that it was read, and how much. */
export function azureRead({ facts, missing }: AzureCheck, lang: Lang): Pick<AzureRead, 'answer' | 'says'> {
  const [first] = missing
  if (facts.length === 0 && first) return { answer: 'unknown', says: first.says }
  const read = count(factsRead, lang, facts.length)
  return {
    answer: 'yes',
    says: missing.length > 0 ? `${read}; ${count(factsMissing, lang, missing.length)}` : read,
  }
}
export const azureName: Text = { en: 'Azure', pl: 'Azure' }

export const headings = {
  path: { en: 'The way to the registry', pl: 'Droga do rejestru' },
  seen: { en: 'What was seen', pl: 'Co zaobserwowano' },
  compared: { en: 'Your paste and this check', pl: 'Wklejony tekst a to sprawdzenie' },
  azure: { en: 'What Azure knows', pl: 'Co wie Azure' },
  azureKnown: { en: 'What follows from what Azure says', pl: 'Co wynika z tego, co mówi Azure' },
  azureFacts: { en: 'What Azure says', pl: 'Co mówi Azure' },
  azureMissing: { en: 'What Azure did not tell', pl: 'Czego Azure nie podał' },
  firewall: {
    en: 'For the network team, ready to send',
    pl: 'Dla zespołu sieciowego, gotowe do wysłania',
  },
  probe: {
    en: 'On the machine that fails, run one of these and paste here what it prints',
    pl: 'Na maszynie z błędem uruchom jedno z tych poleceń i wklej tutaj, co wypisze',
  },
} as const satisfies Record<string, Text>

/** Where the line of a probe runs. None of them changes anything there. */
export const probeIn: Record<Shell, Text> = {
  bash: { en: 'Linux, macOS or a container, in bash:', pl: 'Linux, macOS albo kontener, w bashu:' },
  powershell: { en: 'Windows, in PowerShell:', pl: 'Windows, w PowerShellu:' },
  kubectl: {
    en: 'A cluster, in a pod of its own that is removed again:',
    pl: 'Klaster, we własnym podzie, który potem znika:',
  },
  aks: { en: 'A private AKS cluster, through Azure:', pl: 'Prywatny klaster AKS, przez Azure:' },
}

export const likelyCause: Text = { en: 'Most likely cause', pl: 'Najbardziej prawdopodobna przyczyna' }

const moreSteps = {
  en: { one: '# more step', other: '# more steps' },
  pl: { one: 'jeszcze # krok', few: 'jeszcze # kroki', many: 'jeszcze # kroków' },
} as const
const moreSentences: Counted = {
  en: { one: '# more sentence', other: '# more sentences' },
  pl: { one: 'jeszcze # zdanie', few: 'jeszcze # zdania', many: 'jeszcze # zdań' },
}
export const more = {
  azure: moreSentences,
  azureKnown: moreSentences,
  azureFacts: moreSentences,
  azureMissing: moreSentences,
  firewall: moreSentences,
  path: moreSteps,
  seen: moreSteps,
  probe: {
    en: { one: '# more command', other: '# more commands' },
    pl: { one: 'jeszcze # polecenie', few: 'jeszcze # polecenia', many: 'jeszcze # poleceń' },
  },
  compared: moreSentences,
} as const satisfies Record<string, Counted>

/** Under what Azure says to those who may not see more of it. */
export const azureHidden: Text = {
  en: 'Addresses, rules and commands are shown where whoever runs this bot allows it.',
  pl: 'Adresy, reguły i polecenia są widoczne tam, gdzie pozwala na to osoba, która prowadzi bota.',
}
export const azureSource: Text = { en: 'Source', pl: 'Źródło' }
export const readAt: Sentence = { en: (at) => `read at ${at} UTC`, pl: (at) => `odczytano ${at} UTC` }

export const ago: Counted = {
  en: {
    one: 'This result is # second old; it was not asked for twice.',
    other: 'This result is # seconds old; it was not asked for twice.',
  },
  pl: {
    one: 'Ten wynik pochodzi sprzed # sekundy; nie sprawdzano drugi raz.',
    few: 'Ten wynik pochodzi sprzed # sekund; nie sprawdzano drugi raz.',
    many: 'Ten wynik pochodzi sprzed # sekund; nie sprawdzano drugi raz.',
  },
}

export const took: Sentence<{ seconds: string; at: string }> = {
  en: ({ seconds, at }) => `${at} UTC, in ${seconds} s.`,
  pl: ({ seconds, at }) => `${at} UTC, w ${seconds} s.`,
}

/** Green again: how long it was broken, as far as we saw. */
export const brokenFor = {
  seconds: {
    en: { one: 'It works again. It was broken for # second.', other: 'It works again. It was broken for # seconds.' },
    pl: {
      one: 'Znowu działa. Awaria trwała # sekundę.',
      few: 'Znowu działa. Awaria trwała # sekundy.',
      many: 'Znowu działa. Awaria trwała # sekund.',
    },
  },
  minutes: {
    en: { one: 'It works again. It was broken for # minute.', other: 'It works again. It was broken for # minutes.' },
    pl: {
      one: 'Znowu działa. Awaria trwała # minutę.',
      few: 'Znowu działa. Awaria trwała # minuty.',
      many: 'Znowu działa. Awaria trwała # minut.',
    },
  },
  hours: {
    en: { one: 'It works again. It was broken for # hour.', other: 'It works again. It was broken for # hours.' },
    pl: {
      one: 'Znowu działa. Awaria trwała # godzinę.',
      few: 'Znowu działa. Awaria trwała # godziny.',
      many: 'Znowu działa. Awaria trwała # godzin.',
    },
  },
} as const satisfies Record<string, Counted>

export const underWay: { title: Sentence; lead: Text } = {
  title: { en: (host) => `Checking ${host} …`, pl: (host) => `Sprawdzam ${host} …` },
  lead: {
    en: 'This takes ten seconds at most. The answer comes in this message.',
    pl: 'To potrwa najwyżej dziesięć sekund. Odpowiedź pojawi się w tej wiadomości.',
  },
}

/** The check itself went wrong, which says nothing of the registry. */
export const failed = {
  title: { en: (host) => `${host} could not be checked`, pl: (host) => `Nie udało się sprawdzić ${host}` },
  why: {
    fault: {
      en: 'Something went wrong here, not at the registry. Try again in a minute.',
      pl: 'Coś poszło nie tak tutaj, a nie po stronie rejestru. Spróbuj ponownie za minutę.',
    },
    busy: {
      en: 'Too many checks were asked for at once. Try again in a minute; whoever runs this bot can raise `ACR_CHECK_MAX_CHECKS`.',
      pl: 'Zbyt wiele sprawdzeń naraz. Spróbuj ponownie za minutę; `ACR_CHECK_MAX_CHECKS` może zwiększyć osoba, która prowadzi bota.',
    },
    'not-covered': {
      en: 'It is not among the registries that this bot may check. Whoever runs it can add it to `ACR_CHECK_REGISTRIES`.',
      pl: 'Nie ma go wśród rejestrów, które ten bot może sprawdzać. Może go dodać do `ACR_CHECK_REGISTRIES` osoba, która prowadzi bota.',
    },
  },
} as const satisfies { title: Sentence; why: Record<string, Text> }
