// The shape of a conclusion: what it takes from all that is known, and what follows from it. Pure, one file each in conclusions/; what was
// not read concludes nothing.
import type { Who } from '../diagnosis.ts'
import type { CauseId, ConclusionId, FindingId } from '../ids.ts'
import type { Topic } from '../paste/topics.ts'
import type { Text } from '../words/text.ts'
import type { AzureView } from './view.ts'

/** The view, with what the paste and the check say. */
export type Known = {
  view: AzureView
  /** As it was asked for. */
  loginServer: string
  /** The client's address as ACR saw it: the paste's, else this machine's. */
  clientIp?: string
  /** What the registry's name leads to, where the error is (the paste says), and here. */
  elsewhere?: { address: string; kind: 'private' | 'public' }
  here: { addresses: readonly string[]; hasPrivateLink: boolean }
  /** What the check found from here. */
  finding: FindingId | null
  /** What the paste is about, such as `acr-tasks`. */
  topics: ReadonlySet<Topic>
}

export type Repair = {
  text: Text
  /** Complete: one line that runs unchanged in bash, PowerShell and cmd. */
  command: string
  undo?: string
  who: Who
  /** What it opens, or may cost. */
  exposes?: Text
}

export type Concluded = {
  /** With addresses, rules and names: for those who may see them. */
  says: Text
  /** The same for everybody: what kind of thing it is, without any of these. */
  hint: Text
  /** In log-odds, as a sign's (symptoms/symptom.ts); negative speaks against a cause. Empty: only worth knowing. */
  weighs: Partial<Record<CauseId, number>>
  /** What the check found is this in truth. */
  finding?: FindingId
  /** This is wrong whatever the check saw from here: causes are judged even where all went well. */
  broken?: true
  /** Resource ids and queries that it stands on. */
  sources: readonly string[]
  repair?: Repair
}

export type Conclusion = { id: ConclusionId; conclude: (known: Known) => readonly Concluded[] }
