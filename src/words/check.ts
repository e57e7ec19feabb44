// What is said of a check beside its findings and steps.
import type { CheckStepId } from '../ids.ts'
import type { Text } from './text.ts'

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
