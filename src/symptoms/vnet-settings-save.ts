// Saving the registry's network settings fails: the resource provider is not registered in the network's subscription,
// or the caller has no right on the subnet.
import type { Symptom } from './symptom.ts'

export const vnetSettingsSave = {
  id: 'vnet-settings-save',
  title: { en: 'Virtual network settings cannot be saved', pl: 'Nie można zapisać ustawień sieci wirtualnej' },
  signs: {
    'save-fails': {
      says: [
        'failed to save firewall and virtual network settings',
        'could not validate network rule',
        'networkrulevalidationerror',
        'taggedtrafficconsumers',
        'joinviaserviceendpoint',
        'nie mozna zapisac ustawien zapory i sieci wirtualnej',
        'nie udalo sie zapisac ustawien zapory',
      ],
      means: {
        en: 'the network rule was refused: usually Microsoft.ContainerRegistry is not registered in the subscription of the network',
        pl: 'odrzucono regułę sieciową: zwykle Microsoft.ContainerRegistry nie jest zarejestrowany w subskrypcji sieci',
      },
      weighs: { 'vnet-config': 5.2, 'credentials-unauthorized': 2, 'sku-limit': 0.8 },
      proves: true,
    },
    'provider-not-registered': {
      says: [
        'missingsubscriptionregistration',
        'subscription is not registered to use namespace',
        'unregistered subscription specified',
        'provider is not registered',
        "not registered to use namespace 'microsoft.containerregistry",
      ],
      and: /ContainerRegistry|Unregistered Subscription|not registered/i,
      means: {
        en: 'the resource provider is not registered in that subscription',
        pl: 'dostawca zasobów nie jest zarejestrowany w tej subskrypcji',
      },
      weighs: { 'vnet-config': 4.4, 'credentials-unauthorized': 0.8 },
    },
    'talk-save-vnet': {
      talk: { all: ['vnet', 'save', 'trouble', 'registry-or-network-settings'], none: ['aks', 'app-service'] },
      means: {
        en: 'this describes a virtual network setting that is not saved',
        pl: 'to opis ustawienia sieci wirtualnej, które się nie zapisuje',
      },
      weighs: { 'vnet-config': 3.2, 'service-side': 0.6 },
    },
  },
  examples: [
    "Failed to save firewall and virtual network settings for container registry 'MyRegistry'. Error: Could not validate network rule - The client '...' does not have authorization to perform action 'Microsoft.Network/virtualNetworks/taggedTrafficConsumers/validate/action'",
    'Code="NetworkRuleValidationError" Message="Could not validate network rule" on azurerm_container_registry.acr',
  ],
  lookalikes: [{ paste: 'Failed to save firewall rule for SQL server sqlprod', is: 'none' }],
} as const satisfies Symptom
