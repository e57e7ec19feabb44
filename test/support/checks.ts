// Checks as they come out, for whoever draws them: healthy, broken, could not tell, and beside a paste.
import type { Check, CheckStep, StepAnswer } from '../../src/check.ts'
import { diagnose } from '../../src/diagnose.ts'
import type { CheckStepId } from '../../src/ids.ts'
import type { Lang } from '../../src/words/text.ts'

const step = (id: CheckStepId, answer: StepAnswer, saw: string, ms: number): CheckStep => ({ id, answer, saw, ms })

const paste =
  'docker pull contoso.azurecr.io/team/web:1.4\nError response from daemon: Get "https://contoso.azurecr.io/v2/": denied: client with IP \'203.0.113.25\' is not allowed access. Refer https://aka.ms/acr/firewall to grant access.'

const begins = [
  step('name', 'yes', '`contoso.azurecr.io` is a login server of the Azure public cloud.', 0),
  step('dns', 'yes', 'The resolver `10.0.0.10` says `20.62.128.14`.', 4),
  step('tcp', 'yes', '`20.62.128.14:443` takes the connection.', 11),
  step('tls', 'yes', 'The certificate is for `*.azurecr.io`, by DigiCert.', 23),
]

const common = {
  registry: 'contoso',
  loginServer: 'contoso.azurecr.io',
  vantage: { kind: 'host', name: 'build-07' },
  causes: [],
  remedies: [],
  ms: 1240,
  checkedAt: '2026-11-25T02:14:07.000Z',
  as: 'anonymous',
} as const

export function checks(lang: Lang = 'en') {
  const diagnosis = diagnose(paste, { lang })
  const { causes, remedies } = diagnosis
  const healthy: Check = {
    ...common,
    causes: [],
    remedies: [],
    lang,
    as: 'password',
    verdict: 'healthy',
    finding: null,
    title: 'The registry works from here',
    summary: 'Name, network, certificate and login are right, and what was asked for comes.',
    steps: [
      ...begins,
      step('registry', 'yes', 'It answers as ACR does, with 401 and a challenge.', 31),
      step('token', 'yes', 'A token for `team/web` was given.', 48),
      step('manifest', 'yes', '`team/web:1.4` is there.', 52),
      step('layer', 'yes', 'The first bytes come from `contoso.westeurope.data.azurecr.io`.', 140),
      step('speed', 'yes', '1 MiB in 0.1 s, 11 ms there and back.', 96),
    ],
  }
  const broken: Check = {
    ...common,
    causes,
    remedies,
    lang,
    verdict: 'problem',
    finding: 'ip-denied',
    title: 'The registry’s network rules refuse this address',
    summary: 'ACR saw `203.0.113.9`, and no rule lets it in.',
    steps: [
      ...begins,
      step('registry', 'no', '403 DENIED: client with IP `203.0.113.9` is not allowed access.', 29),
      step('token', 'skipped', '', 0),
      step('manifest', 'skipped', '', 0),
      step('layer', 'skipped', '', 0),
      step('speed', 'skipped', '', 0),
    ],
  }
  const unknown: Check = {
    ...common,
    causes: [],
    remedies: [],
    lang,
    verdict: 'unknown',
    finding: 'cut-off',
    title: 'This machine is cut off',
    summary: 'Neither the registry nor `mcr.microsoft.com` can be reached from here.',
    steps: [
      begins[0] as CheckStep,
      step('proxy', 'yes', '`proxy.corp.example:3128` takes the connection.', 6),
      step('dns', 'unknown', 'No resolver answered in 5 s.', 5003),
      step('tcp', 'skipped', '', 0),
      step('control', 'no', '`mcr.microsoft.com` does not answer either.', 5001),
    ],
  }
  const compared: Check = {
    ...broken,
    diagnosis,
    compared: ['Your paste says that `203.0.113.25` is refused; from here `203.0.113.9` is refused as well.'],
  }
  return { healthy, broken, unknown, compared }
}
