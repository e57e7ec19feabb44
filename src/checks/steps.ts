// Every step there is, in the order of the answer, and every finding, with the step that makes it.
import { type CheckStepId, checkStepIds, type FindingId } from '../ids.ts'
import { control } from './control.ts'
import { dns } from './dns.ts'
import { layer } from './layer.ts'
import { manifest } from './manifest.ts'
import { name } from './name.ts'
import { proxy } from './proxy.ts'
import { registry } from './registry.ts'
import { speed } from './speed.ts'
import type { CheckStepOf, Finding } from './step.ts'
import { tcp } from './tcp.ts'
import { tls } from './tls.ts'
import { token } from './token.ts'

const byId: Readonly<Record<CheckStepId, CheckStepOf<never>>> = {
  name,
  proxy,
  dns,
  tcp,
  tls,
  registry,
  token,
  manifest,
  layer,
  speed,
  control,
}

export const steps = checkStepIds.map((id) => byId[id])

export const findings: Readonly<Record<FindingId, Finding>> = {
  ...name.findings,
  ...proxy.findings,
  ...dns.findings,
  ...tcp.findings,
  ...tls.findings,
  ...registry.findings,
  ...token.findings,
  ...manifest.findings,
  ...layer.findings,
  ...speed.findings,
  ...control.findings,
}
