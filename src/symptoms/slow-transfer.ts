// Everything works, slowly, or large pushes break off: distance, bandwidth, disk, or pushes split over near replicas.
import type { Symptom } from './symptom.ts'

export const slowTransfer = {
  id: 'slow-transfer',
  title: { en: 'Push or pull is slow', pl: 'Wypychanie lub pobieranie jest powolne' },
  signs: {
    'replicated-push-splits': {
      says: [
        'error writing blob',
        'error writing manifest',
        'blob upload unknown',
        'blob_upload_unknown',
        'blob upload invalid',
        'blob_upload_invalid',
        'manifest_blob_unknown',
        'blob unknown to registry',
        'manifest blob unknown',
      ],
      means: {
        en: 'the push went to two places at once, as with near replicas of a geo-replicated registry',
        pl: 'wypychanie trafiło w dwa miejsca naraz, jak przy bliskich replikach rejestru z replikacją geograficzną',
      },
      weighs: { 'service-side': 3.7, 'slow-transfer': 3.3, 'image-not-found': 1.4 },
    },
    'region-differs': {
      says: ['does not match your cluster location', 'slow image pulls and extra cost'],
      means: {
        en: 'the registry and the cluster are in different regions (a warning, not an error)',
        pl: 'rejestr i klaster są w różnych regionach (to ostrzeżenie, nie błąd)',
      },
      weighs: { 'slow-transfer': 2.6 },
    },
    'job-ran-out-of-time': {
      says: [
        'ran longer than the maximum time',
        'too long with no output',
        'no output has been received',
        'exceeded the maximum execution time',
        'job execution time exceeded',
        'has exceeded the maximum',
      ],
      means: {
        en: 'the time for the whole job ran out while the transfer was still going on',
        pl: 'czas całego zadania skończył się, gdy transfer jeszcze trwał',
      },
      weighs: { 'slow-transfer': 3.6, 'client-firewall': 0.6 },
    },
    'pulled-slowly': {
      says: ['successfully pulled image'],
      and: / in (?:\d+h|(?:[3-9]|\d{2,})m)/,
      means: { en: 'the pull succeeded but took minutes', pl: 'pobieranie się udało, ale trwało minuty' },
      weighs: { 'slow-transfer': 4 },
    },
    'talk-slow': {
      talk: { all: ['slow', 'transfer', 'registry'] },
      means: { en: 'this describes slow transfers', pl: 'to opis powolnego transferu' },
      weighs: { 'slow-transfer': 4.4, 'client-firewall': 0.6, 'service-side': 0.6 },
    },
  },
  examples: [
    'docker pull of our 1 GB image from Azure container registry is at 40 KB/s, it takes hours',
    'pushing to the ACR is very slow, 100 MB takes 20 minutes',
    'Pobieranie obrazów z ACR jest bardzo wolne, trwa 30 minut',
  ],
  lookalikes: [{ paste: 'npm install is slow today, 3 minutes', is: 'none' }],
} as const satisfies Symptom
