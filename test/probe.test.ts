// The line that is run where it fails, and its output pasted back: run by a real bash with made-up curl, getent and openssl.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, describe, test } from 'node:test'
import type { CheckStep } from '../src/check.ts'
import { firstDifference, readProbe } from '../src/checks/pasted.ts'
import { probeLine, shells } from '../src/checks/probe.ts'
import { readTarget, type Target } from '../src/checks/target.ts'
import { prepare } from '../src/paste/prepare.ts'

const target = readTarget('contoso-b7c1d0e2f3a4b5c6.azurecr.io') as Target
const folder = mkdtempSync(path.join(tmpdir(), 'acr-check-probe-'))
after(() => rmSync(folder, { recursive: true }))

function runWith(programs: Record<string, string>, line: string): string {
  for (const [name, script] of Object.entries(programs)) {
    const file = path.join(folder, name)
    writeFileSync(file, `#!/bin/sh\n${script}\n`)
    chmodSync(file, 0o755)
  }
  const { stdout, stderr } = spawnSync('bash', ['--norc', '-c', line], {
    encoding: 'utf8',
    env: { PATH: `${folder}:${process.env.PATH}` },
  })
  assert.equal(stderr, '')
  return stdout
}

const found = 'echo "20.61.99.10 STREAM contoso"'
const curl = (exit: number, body: string, answer: string) => `printf '%s\\n%s' '${body}' '${answer}'; exit ${exit}`
const places = {
  'one that works': {
    programs: { getent: found, curl: curl(0, '{}', '401 0.01 0.02 20.61.99.10') },
    fails: undefined,
    finding: undefined,
  },
  'no name': {
    programs: { getent: 'exit 2', nslookup: 'exit 1', curl: curl(6, '', '000 0 0 ') },
    fails: 'dns',
    finding: 'name-not-found',
  },
  'a refused connection': {
    programs: { getent: found, curl: curl(7, '', '000 0 0 ') },
    fails: 'tcp',
    finding: 'tcp-refused',
  },
  'dropped packets': {
    programs: { getent: found, curl: curl(28, '', '000 0.000000 0.000000 ') },
    fails: 'tcp',
    finding: 'tcp-timeout',
  },
  'a stalled handshake': {
    programs: { getent: found, curl: curl(28, '', '000 0.010000 0.000000 20.61.99.10') },
    fails: 'tls',
    finding: 'tls-timeout',
  },
  'an unknown authority': {
    programs: { getent: found, curl: curl(60, '', '000 0.01 0.0 20.61.99.10') },
    fails: 'tls',
    finding: 'tls-untrusted',
  },
  'a closed registry': {
    programs: {
      getent: found,
      curl: curl(
        0,
        '{"errors":[{"code":"DENIED","message":"client with IP \\u0027203.0.113.25\\u0027 is not allowed"}]}',
        '403 0.01 0.02 20.61.99.10',
      )
        .replace('\\u0027', '"')
        .replace('\\u0027', '"'),
    },
    fails: 'registry',
    finding: 'ip-denied',
  },
} as const

describe('the bash line, run at', () => {
  for (const [place, { programs, fails, finding }] of Object.entries(places))
    test(place, () => {
      const openssl =
        'cat >/dev/null; echo "issuer=C = US, O = Microsoft Corporation, CN = Microsoft Azure RSA TLS Issuing CA 04"'
      const output = runWith({ ...programs, openssl }, probeLine(target, 'bash'))
      const probed = readProbe(prepare(`$ bash\n${output}`).text)
      assert.ok(probed, output)
      assert.equal(probed.loginServer, target.loginServer)
      const failed = [...probed.steps].find(([, { answer }]) => answer === 'no')?.[0]
      assert.equal(failed, fails)
      assert.equal(probed.finding, finding)
      if (place === 'a closed registry') assert.match(probed.steps.get('registry')?.saw.en ?? '', /203\.0\.113\.25/)
    })

  test('a cluster, as it comes through both shells', () => {
    const { programs } = places['one that works']
    // Runs what comes after --command, as a pod would.
    const kubectl = 'while [ "$1" != --command ]; do shift; done; shift 2; exec "$@"'
    const az = 'while [ "$1" != --command ]; do shift; done; exec bash --norc -c "$2"'
    for (const shell of ['kubectl', 'aks'] as const) {
      const output = runWith({ ...programs, openssl: 'cat >/dev/null', kubectl, az }, probeLine(target, shell))
      assert.ok(readProbe(output), output)
    }
  })
})

test('every line is one line and changes nothing', () => {
  for (const shell of shells) {
    const line = probeLine(target, shell)
    assert.doesNotMatch(line, /[\n\r]/)
    assert.doesNotMatch(line, /\b(?:rm|mv|tee|Set-|Remove-|delete|apply)\b(?!\s+-i)/)
    assert.ok(line.includes(target.loginServer))
  }
})

test('steps that were never tried are not said to work', () => {
  const probe = (curl: number, answer: string) =>
    readProbe(
      `acr-check-probe 1 contoso.azurecr.io vm curl=${curl} answer=[${answer}] dns=[20.61.99.10,] seen=[] issuer=[] end`,
    )
  assert.deepEqual([...(probe(127, '')?.steps.keys() ?? [])], ['dns'])
  assert.equal(probe(127, '')?.finding, undefined)
  assert.equal(probe(56, '000 0.01 0.0 10.0.0.1')?.steps.get('tls')?.answer, 'no')
})

test('what a check would have found there', () => {
  const finding = (curl: number, answer: string, dns = '20.61.99.10') =>
    readProbe(
      `acr-check-probe 1 contoso.azurecr.io vm curl=${curl} answer=[${answer}] dns=[${dns},] seen=[] issuer=[] end`,
    )?.finding
  assert.equal(finding(28, '000 0 0 ', '10.1.0.4'), 'private-address-unreachable')
  assert.equal(finding(35, '000 0.01 0 20.61.99.10'), 'connection-reset')
  assert.equal(finding(28, '000 0.01 0.02 20.61.99.10'), 'http-timeout')
  assert.equal(finding(0, '503 0.01 0.02 20.61.99.10'), 'service-error')
  assert.equal(finding(0, '429 0.01 0.02 20.61.99.10'), 'throttled')
  assert.equal(finding(0, '200 0.01 0.02 20.61.99.10'), 'not-a-registry')
  assert.equal(finding(5, '000 0 0 '), 'proxy-unreachable')
})

test('what is no probe is none, however much it looks like one', () => {
  for (const text of ['', 'acr-check-probe', 'acr-check-probe 1 x', 'acr-check-probe 1 '.repeat(10_000)])
    assert.equal(readProbe(text), undefined)
})

test('the first step where two places differ', () => {
  const step = (id: CheckStep['id'], answer: CheckStep['answer']): CheckStep => ({ id, answer, saw: '', ms: 0 })
  const output =
    'acr-check-probe 1 contoso.azurecr.io vm-7 curl=7 answer=[000 0 0 ] dns=[20.61.99.10,] seen=[] issuer=[] end'
  const probed = readProbe(output)
  assert.ok(probed)
  const at = { loginServer: 'contoso.azurecr.io', addresses: ['20.61.99.10'] }
  const here = { ...at, steps: [step('dns', 'yes'), step('tcp', 'yes'), step('tls', 'yes')] }
  assert.match(firstDifference(probed, here).en, /TCP: at `vm-7` it fails/)
  assert.match(firstDifference(probed, { ...at, steps: [step('dns', 'no')] }).pl, /DNS: na `vm-7` działa/)
  assert.match(firstDifference(probed, { ...at, steps: [step('dns', 'yes'), step('tcp', 'no')] }).en, /the same/)
  assert.match(firstDifference(probed, { ...here, addresses: ['10.0.0.4'] }).en, /private endpoint/)
  assert.match(firstDifference(probed, { ...here, loginServer: 'other.azurecr.io' }).en, /not about this registry/)
})
