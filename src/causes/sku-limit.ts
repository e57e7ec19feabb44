// The tier, a quota or the subscription's kind does not allow it.
import type { Cause } from './cause.ts'

export const skuLimit = {
  id: 'sku-limit',
  title: {
    en: "The registry's tier or a quota does not allow this",
    pl: 'Nie pozwala na to warstwa rejestru lub limit',
  },
  circumstances: [],
  ruledOutBy: [
    {
      en: '`az acr show-usage` shows every value below its limit, and the tier is Premium.',
      pl: '`az acr show-usage` pokazuje wszystkie wartości poniżej limitów, a warstwa to Premium.',
    },
  ],
  examples: [
    'BadRequestError: The requested feature IP rule exceeds allowed quota 200 for the SKU Premium. contoso.azurecr.io',
  ],
} as const satisfies Cause
