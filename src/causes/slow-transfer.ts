// The path works and is too slow for the client's patience: distance, bandwidth, disk, split pushes.
import type { Cause } from './cause.ts'

export const slowTransferCause = {
  id: 'slow-transfer',
  title: {
    en: 'The transfer is slow: distance, bandwidth or disk',
    pl: 'Transfer jest wolny: odległość, łącze lub dysk',
  },
  circumstances: [
    {
      when: ({ entities, signs }) =>
        entities.operation === 'push' &&
        (signs.has('ended-early') || signs.has('upload-breaks') || signs.has('push-retries')),
      by: 1,
    },
    { when: ({ talk }) => talk.has('slow'), by: 0.8 },
  ],
  ruledOutBy: [
    {
      en: 'A large file from storage in the same region downloads fast on this machine.',
      pl: 'Duży plik z magazynu w tym samym regionie pobiera się na tej maszynie szybko.',
    },
  ],
  examples: ['docker pull from our Azure container registry is at 40 KB/s, it takes hours'],
} as const satisfies Cause
