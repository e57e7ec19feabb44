// What a check looks like to everyone outside: the command line's --json, POST /api/check and the cards. Its names are
// public; fields are added, never renamed.
import type { Reach } from './azure/reach.ts'
import type { DiagnosedCause, DiagnosedRemedy, Diagnosis, Who } from './diagnosis.ts'
import type { CheckStepId, ConclusionId, FindingId } from './ids.ts'
import type { Lang } from './words/text.ts'

/** How long a check takes at most, unless somebody says otherwise. */
export const defaultDeadlineMs = 10_000

export type StepAnswer = 'yes' | 'no' | 'unknown' | 'skipped'

export type CheckStep = {
  id: CheckStepId
  /** `unknown`: could not tell, and `saw` says why; never evidence. */
  answer: StepAnswer
  /** What was seen, in one sentence. */
  saw: string
  ms: number
}

/** To be said in any language. */
export type Told<Value> = (lang: Lang) => Value

/** Whether the reader may see what Azure's management plane says in detail: addresses, rules, ids, complete commands. */
export type Detail = { azure: 'shown' | 'hidden' }
/** A check in any language; unless it is said otherwise, without the management plane's detail. */
export type ToldCheck = (lang: Lang, detail?: Detail) => Check

/** Which machine asked. `pasted`: the output of `acr-check probe`, run elsewhere. */
export type Vantage = { kind: 'host' | 'pasted'; name: string }

/** A request to the registry that was answered; `at` by the clock of whoever answered, ISO 8601. */
export type ObservedRequest = {
  what: 'challenge' | 'token' | 'manifest' | 'layer'
  status: number
  correlationId?: string
  at?: string
}

/** What was seen on the way to the registry, as values. */
export type Observed = {
  /** That the login server's name leads to, and the names in between, as DNS tells them. */
  addresses: string[]
  chain: string[]
  resolver?: string
  region?: string
  proxy?: string
  /** As the registry saw this machine, where it said so. */
  clientIp?: string
  certificate?: { subject: string; issuer: string; validFrom: string; validTo: string }
  /** Data endpoints and blob storage. */
  layerHosts: string[]
  requests: ObservedRequest[]
}

export type Verdict = 'healthy' | 'problem' | 'unknown'

export type Check = {
  registry: string
  loginServer: string
  vantage: Vantage
  verdict: Verdict
  finding: FindingId | null
  /** The finding, or that all is well, as a title; then what it means in a sentence or two. */
  title: string
  summary: string
  steps: CheckStep[]
  /** Absent only in checks that were kept by an earlier version. */
  observed?: Observed
  /** Ranked, best first, at most five; from the paste too, where one was given. */
  causes: DiagnosedCause[]
  remedies: DiagnosedRemedy[]
  ms: number
  /** ISO 8601, UTC. */
  checkedAt: string
  lang: Lang
  /** Whose name was used at the registry: `anonymous` tried no pull. */
  as: 'anonymous' | 'password' | 'azure'
  /** The diagnosis of the paste that was checked along. */
  diagnosis?: Diagnosis
  /** What the check says of the paste, each as a sentence: confirmed, ruled out, seen otherwise from here. */
  compared?: string[]
  /** The output of a probe that stood in the paste: the same first steps, seen from another machine. */
  pasted?: { loginServer: string; vantage: Vantage; steps: CheckStep[] }
  /** What Azure itself knows, where it was asked. */
  azure?: AzureCheck
}

/** One command that mends what a conclusion says, ready to run, and the one that takes it back. */
export type ShownRepair = { text: string; command: string; undo?: string; who: Who; exposes?: string }

/** That Azure was read, in a few words without anything it said; `unknown`: nothing was. */
export type AzureRead = { answer: 'yes' | 'unknown'; says: string; ms: number }

export type AzureCheck = {
  /** The registry's resource id. This, the facts, sources, scopes and repairs only for those who may see detail. */
  id?: string
  /** `source`: a resource id or query; `at`: ISO 8601, UTC. */
  facts: { says: string; source: string; at: string }[]
  /** What follows, what weighs most first; without detail, only what kind of thing it is. */
  conclusions: { id: ConclusionId; says: string; sources: string[]; repair?: ShownRepair }[]
  /** Which hosts and addresses clients must reach; for those who may see detail. */
  reach?: Reach
  /** What could not be read, why, and the permission with the smallest built-in role that would allow it. */
  missing: { says: string; why: string; permission?: string; scope?: string; role?: string }[]
}
