// The registry is fine and does not hold what was asked for.
import type { Cause } from './cause.ts'

export const imageNotFoundCause = {
  id: 'image-not-found',
  title: {
    en: 'The image, tag or platform does not exist in this registry',
    pl: 'Obraz, tag lub platforma nie istnieje w tym rejestrze',
  },
  circumstances: [
    { when: ({ topics, signs }) => topics.has('geo-replication') && signs.has('manifest-unknown'), by: 0.5 },
  ],
  ruledOutBy: [
    {
      en: '`az acr repository show-tags` lists the tag, also in the replica that serves this client.',
      pl: '`az acr repository show-tags` pokazuje ten tag, także w replice obsługującej tego klienta.',
    },
  ],
  examples: ['manifest for contoso.azurecr.io/app:9 not found: manifest unknown: manifest tagged by "9" is not found'],
} as const satisfies Cause
