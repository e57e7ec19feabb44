// The path works and is too slow for the client's patience: distance, bandwidth, disk, split pushes.
import type { Cause } from './cause.ts'

export const slowTransferCause = {
  id: 'slow-transfer',
  title: {
    en: 'The transfer is slow: distance, bandwidth or disk',
    pl: 'Transfer jest powolny: odległość, łącze lub dysk',
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
      en: 'On this machine, a large file from storage in the same region downloads fast.',
      pl: 'Na tej maszynie duży plik z magazynu w tym samym regionie pobiera się szybko.',
    },
  ],
  examples: ['docker pull from our Azure container registry is at 40 KB/s, it takes hours'],
} as const satisfies Cause
