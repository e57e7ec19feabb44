// The same ladder over real sockets: DNS, TCP, TLS, HTTP and proxies of a fake Azure on loopback, one fault after another.
import assert from 'node:assert/strict'
import { before, describe, type TestContext, test } from 'node:test'
import { findingIds } from '../../src/ids.ts'
import { needsSilence } from '../support/fake-azure.ts'
import { login } from '../support/fake-network.ts'
import { type Fault, faults, tried } from '../support/faults.ts'
import { silentPort } from '../support/silent-port.ts'

const deadlineMs = 5000
const inside = /^(?:127\.|169\.254\.|168\.63\.129\.16$)/

async function findsIt(context: TestContext, fault: Fault) {
  if (needsSilence(fault) && (await silentPort()) === undefined)
    return context.skip('this system refuses where the queue of a listener is full')
  const { check, dialled, heard } = await tried(fault, deadlineMs)
  assert.equal(check.finding, fault.finding, JSON.stringify(check.steps, undefined, 1))
  assert.ok(check.ms < deadlineMs)
  if (fault.login && fault.finding === null) assert.equal(check.steps.find(({ id }) => id === 'layer')?.answer, 'yes')
  for (const address of dialled) assert.doesNotMatch(address, inside)
  for (const { host, path, authorization } of heard) {
    if (host !== login) assert.equal(authorization, undefined, `${host} was given a login`)
    if (authorization?.startsWith('Basic ')) assert.match(path, /^\/oauth2\//)
  }
}

describe('over real sockets', () => {
  // The first pays for what the others share.
  before(() => tried({ finding: null }, deadlineMs))
  for (const [name, fault] of Object.entries(faults)) if (!fault.waits) test(name, (context) => findsIt(context, fault))
})

describe('over real sockets, where somebody keeps silent', { concurrency: true }, () => {
  for (const [name, fault] of Object.entries(faults)) if (fault.waits) test(name, (context) => findsIt(context, fault))
})

test('every finding is made over real sockets, but for the one that only Azure itself can tell', () => {
  const made = new Set(Object.values(faults).map(({ finding }) => finding))
  assert.deepEqual(
    findingIds.filter((id) => !made.has(id)),
    ['public-access-disabled'],
  )
})
