// Every symptom there is; one missing, extra or swapped does not compile.
import type { SymptomId } from '../ids.ts'
import { accessDenied } from './access-denied.ts'
import { azureServicePull } from './azure-service-pull.ts'
import { clientTimeout } from './client-timeout.ts'
import { dataEndpointBlocked } from './data-endpoint-blocked.ts'
import { defenderScan } from './defender-scan.ts'
import { dnsLookup } from './dns-lookup.ts'
import { dockerNotRunning } from './docker-not-running.ts'
import { imageNotFound } from './image-not-found.ts'
import { ipDenied } from './ip-denied.ts'
import { loginServerUnreachable } from './login-server-unreachable.ts'
import { networkRulesChange } from './network-rules-change.ts'
import { privateEndpointUnreachable } from './private-endpoint-unreachable.ts'
import { proxyLoginDenied } from './proxy-login-denied.ts'
import { registryNotFound } from './registry-not-found.ts'
import { settingsInaccessible } from './settings-inaccessible.ts'
import { slowTransfer } from './slow-transfer.ts'
import type { Symptom } from './symptom.ts'
import { tasksPushPull } from './tasks-push-pull.ts'
import { throttled } from './throttled.ts'
import { tlsUntrusted } from './tls-untrusted.ts'
import { unauthorized } from './unauthorized.ts'
import { vnetSettingsSave } from './vnet-settings-save.ts'

export const symptoms = {
  'dns-lookup': dnsLookup,
  'client-timeout': clientTimeout,
  'login-server-unreachable': loginServerUnreachable,
  'azure-service-pull': azureServicePull,
  'proxy-login-denied': proxyLoginDenied,
  'vnet-settings-save': vnetSettingsSave,
  'settings-inaccessible': settingsInaccessible,
  'network-rules-change': networkRulesChange,
  'tasks-push-pull': tasksPushPull,
  'defender-scan': defenderScan,
  'private-endpoint-unreachable': privateEndpointUnreachable,
  'ip-denied': ipDenied,
  'data-endpoint-blocked': dataEndpointBlocked,
  'tls-untrusted': tlsUntrusted,
  unauthorized,
  'access-denied': accessDenied,
  'registry-not-found': registryNotFound,
  'image-not-found': imageNotFound,
  throttled,
  'slow-transfer': slowTransfer,
  'docker-not-running': dockerNotRunning,
} as const satisfies { [Id in SymptomId]: Symptom & { id: Id } }
