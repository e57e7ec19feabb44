// Is it a registry's name at all?
import { type CheckStepOf, say } from './step.ts'
import type { NoTarget } from './target.ts'

const why = {
  typo: say('The suffix is misspelt.', 'Sufiks jest zapisany z błędem.'),
  privatelink: say(
    'A privatelink name is never used by clients: no certificate is for it.',
    'Nazwy privatelink nie używa żaden klient: żaden certyfikat jej nie obejmuje.',
  ),
  'other-endpoint': say(
    'This is a data or regional endpoint, not the login server.',
    'To punkt końcowy danych lub regionalny, a nie serwer logowania.',
  ),
  'no-name': say(
    'A registry name has 5 to 50 letters and digits; a login server adds .azurecr.io, .azurecr.cn or .azurecr.us.',
    'Nazwa rejestru ma od 5 do 50 liter i cyfr; serwer logowania kończy się na .azurecr.io, .azurecr.cn lub .azurecr.us.',
  ),
} as const

function saw({ why: which, likely }: NoTarget) {
  const text = why[which]
  return likely
    ? say(`${text.en} Probably \`${likely}\` is meant.`, `${text.pl} Prawdopodobnie chodzi o \`${likely}\`.`)
    : text
}

export const name = {
  id: 'name',
  tell: ({ target }) =>
    target.ok
      ? {
          answer: 'yes',
          saw: say(`Login server \`${target.loginServer}\``, `Serwer logowania \`${target.loginServer}\``),
        }
      : { answer: 'no', finding: 'name-invalid', saw: saw(target) },
  findings: {
    'name-invalid': {
      title: say('This is not a registry name', 'To nie jest nazwa rejestru'),
      means: say(
        'No registry can have this name, so nothing was asked of the network.',
        'Żaden rejestr nie może mieć tej nazwy, więc o nic nie pytano w sieci.',
      ),
      symptom: 'registry-not-found',
      weighs: { 'registry-name': 7 },
    },
  },
} as const satisfies CheckStepOf<'name-invalid'>
