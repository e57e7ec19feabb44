// The registry's own rules for the internet. Often mistaken for a missing permission: the same 403 comes before any
// login, whether an address is not listed or public access is off, and the CLI then adds "Admin user is disabled".
import type { Remedy } from './remedy.ts'

export const configurePublicAccess = {
  id: 'configure-public-access',
  title: {
    en: "Let the client in through the registry's public access rules",
    pl: 'Wpuść klienta przez reguły dostępu publicznego rejestru',
  },
  steps: [
    {
      text: {
        en: 'Read the address in the answer: "client with IP ..." is the one the registry saw, behind a proxy or NAT that of the proxy or NAT. A 401 instead of 403 means that the rules let this machine in.',
        pl: 'Odczytaj adres z odpowiedzi: „client with IP …” to adres, który zobaczył rejestr – za proxy lub NAT jest to adres proxy lub NAT. 401 zamiast 403 oznacza, że reguły wpuszczają tę maszynę.',
      },
      command: 'curl https://{loginServer}/v2/',
      who: 'developer',
    },
    {
      text: {
        en: 'Read the state. pna Disabled: nobody gets in over the internet, whatever the rules say; Enabled with defaultAction Deny: only the listed addresses; Enabled with Allow: everybody, so the rules are not to blame.',
        pl: 'Odczytaj stan. pna Disabled: z internetu nie wchodzi nikt, bez względu na reguły; Enabled i defaultAction Deny: tylko adresy z listy; Enabled i Allow: wszyscy, więc reguły nie są winne.',
      },
      command:
        'az acr show -n {registry} --query "{sku:sku.name,pna:publicNetworkAccess,rules:networkRuleSet,bypass:networkRuleBypassOptions}"',
      who: 'registry-owner',
    },
    {
      text: {
        en: 'Allow the one address from the error. The rule takes public IPv4 addresses or CIDR ranges and needs Premium.',
        pl: 'Zezwól na ten jeden adres z błędu. Reguła przyjmuje publiczne adresy IPv4 lub zakresy CIDR i wymaga warstwy Premium.',
      },
      command: 'az acr network-rule add --name {registry} --ip-address {clientIp}',
      who: 'registry-owner',
      exposes: {
        en: 'Everyone who leaves by this address can reach the registry; they still have to sign in, unless anonymous pull is on.',
        pl: 'Do rejestru dotrze każdy, kto wychodzi przez ten adres; nadal musi się zalogować, chyba że włączono anonimowy pull.',
      },
      undo: {
        en: 'az acr network-rule remove with the address exactly as the list shows it.',
        pl: 'az acr network-rule remove z adresem zapisanym dokładnie tak jak na liście.',
      },
    },
    {
      text: {
        en: 'Give it a few minutes, then see whether the rule stands in the list.',
        pl: 'Odczekaj kilka minut i sprawdź, czy reguła jest na liście.',
      },
      command: 'az acr network-rule list --name {registry}',
      who: 'registry-owner',
    },
    {
      text: {
        en: 'Behind a company proxy or VPN allow its whole egress range instead. Private addresses (10.x, 172.16-31.x, 192.168.x) have no effect: the registry sees public ones.',
        pl: 'Za firmowym proxy lub VPN zezwól na cały ich zakres adresów wyjściowych. Adresy prywatne (10.x, 172.16-31.x, 192.168.x) nic nie dają: rejestr widzi adresy publiczne.',
      },
      command: 'az acr network-rule add --name {registry} --ip-address <egress-range>',
      who: 'registry-owner',
      exposes: {
        en: 'Everyone behind that proxy or VPN can reach the registry.',
        pl: 'Do rejestru dotrze każdy, kto korzysta z tego proxy lub VPN.',
      },
      undo: {
        en: 'az acr network-rule remove with the same range.',
        pl: 'az acr network-rule remove z tym samym zakresem.',
      },
      fits: ['proxy', 'vpn'],
    },
    {
      text: {
        en: 'Public access Disabled: first decide with the owner whether clients should come by the private endpoint. Only if not, enable it for the listed addresses alone, in one command.',
        pl: 'Dostęp publiczny Disabled: najpierw ustal z właścicielem, czy klienci nie powinni wchodzić przez prywatny punkt końcowy. Dopiero gdy nie, włącz go tylko dla adresów z listy, jednym poleceniem.',
      },
      command: 'az acr update -n {registry} --public-network-enabled true --default-action Deny',
      who: 'registry-owner',
      exposes: {
        en: 'The public endpoint answers the listed addresses again, so read the list afterwards. Deny cuts off everyone who is not on it.',
        pl: 'Publiczny punkt końcowy znów odpowiada adresom z listy, więc potem ją przejrzyj. Deny odcina wszystkich, których na niej nie ma.',
      },
      undo: {
        en: 'The same command with --public-network-enabled false, and the former default action.',
        pl: 'To samo polecenie z --public-network-enabled false i poprzednią akcją domyślną.',
      },
    },
    {
      text: {
        en: 'A private endpoint exists and the error still quotes a public address: the client took the public road, and IP rules do not concern the private one. Repair its DNS rather than adding a rule; the answer here should be private.',
        pl: 'Prywatny punkt końcowy istnieje, a błąd podaje adres publiczny: klient poszedł drogą publiczną, a reguły IP nie dotyczą prywatnej. Zamiast dodawać regułę, napraw DNS; odpowiedź powinna zawierać adres prywatny.',
      },
      command: 'nslookup {loginServer}',
      who: 'network-team',
      fits: ['private-endpoint'],
    },
    {
      text: {
        en: 'Keep public access Enabled (with Deny) where clients come by a service endpoint: Disabled cuts the service endpoint off, too.',
        pl: 'Zostaw dostęp publiczny Enabled (z Deny), jeśli klienci wchodzą przez punkt końcowy usługi: Disabled odcina także punkt końcowy usługi.',
      },
      who: 'registry-owner',
      fits: ['service-endpoint'],
    },
    {
      text: {
        en: 'A rule cannot be saved: check tier and count. 200 IP rules at most (pages from 2021 say 100), IPv4 only, no service tags, Premium only, and support cannot raise it: merge neighbouring addresses into CIDR ranges.',
        pl: 'Reguły nie da się zapisać: sprawdź warstwę i liczbę reguł. Najwyżej 200 reguł IP (strony z 2021 roku podają 100), tylko IPv4, bez tagów usług, tylko Premium, a pomoc techniczna nie podniesie limitu: połącz sąsiednie adresy w zakresy CIDR.',
      },
      command: 'az acr show-usage -n {registry} -o table',
      who: 'registry-owner',
    },
    {
      text: {
        en: 'Hosted CI agents change their addresses: run a self-hosted agent in the VNet, or GitHub-hosted runners with Azure private networking. As a stopgap let the job add its own address and remove it in a step that always runs.',
        pl: 'Hostowani agenci CI zmieniają adresy: użyj własnego agenta w sieci wirtualnej albo runnerów GitHuba z prywatną siecią Azure. Doraźnie niech zadanie dodaje swój adres i usuwa go w kroku wykonywanym zawsze.',
      },
      command: 'az acr network-rule add --name {registry} --ip-address <agent-ip>',
      who: 'developer',
      exposes: {
        en: "While the rule stands, whoever gets that shared address can reach the registry; the pipeline's identity needs the right to change the registry.",
        pl: 'Dopóki reguła istnieje, do rejestru dotrze każdy, kto dostanie ten współdzielony adres; tożsamość potoku potrzebuje prawa do zmiany rejestru.',
      },
      undo: {
        en: 'az acr network-rule remove in a final step that runs after failures, too.',
        pl: 'az acr network-rule remove w ostatnim kroku, wykonywanym także po błędzie.',
      },
      fits: ['azure-devops', 'github-actions'],
    },
    {
      text: {
        en: "Allow the AKS cluster's outbound address: the public IP of its load balancer (this shows its id), NAT gateway or firewall. Make it static, or it changes some day.",
        pl: 'Zezwól na adres wyjściowy klastra AKS: publiczny IP modułu równoważenia obciążenia (polecenie pokazuje jego id), bramy NAT lub zapory. Ustaw go jako statyczny, bo kiedyś się zmieni.',
      },
      command:
        'az aks show -g {clusterResourceGroup} -n {cluster} --query "networkProfile.loadBalancerProfile.effectiveOutboundIPs[].id" -o tsv',
      who: 'network-team',
      fits: ['aks'],
    },
    {
      text: {
        en: 'Turn that id into the address, then add it as a rule.',
        pl: 'Zamień to id na adres, a potem dodaj go jako regułę.',
      },
      command: 'az network public-ip show --ids <public-ip-id> --query ipAddress -o tsv',
      who: 'network-team',
      fits: ['aks'],
    },
    {
      text: {
        en: 'App Service may leave by any of these addresses, so all of them need a rule. Better: route its image pull through the VNet to a private endpoint.',
        pl: 'App Service może wychodzić przez każdy z tych adresów, więc reguły potrzebują wszystkie. Lepiej: poprowadź pobieranie obrazu przez sieć wirtualną do prywatnego punktu końcowego.',
      },
      command: 'az webapp show -g <app-resource-group> -n <app> --query possibleOutboundIpAddresses -o tsv',
      who: 'developer',
      fits: ['app-service'],
    },
    {
      text: {
        en: 'The repository list in the portal is asked by your browser: open Networking > Public access, where your own address appears in the Firewall section, add it and save.',
        pl: 'Listę repozytoriów w portalu pobiera Twoja przeglądarka: otwórz Networking > Public access, gdzie w sekcji Firewall pojawia się Twój adres, dodaj go i zapisz.',
      },
      who: 'registry-owner',
      exposes: {
        en: 'Everyone who leaves by your address can reach the registry.',
        pl: 'Do rejestru dotrze każdy, kto wychodzi przez Twój adres.',
      },
      undo: { en: 'Delete the address on the same page.', pl: 'Usuń adres na tej samej stronie.' },
      fits: ['portal'],
    },
    {
      text: {
        en: 'CONNECTIVITY_REFRESH_TOKEN_ERROR with code 403 and then "Admin user is disabled" is this same network refusal. Leave the admin user off: turning it on changes nothing.',
        pl: 'CONNECTIVITY_REFRESH_TOKEN_ERROR z kodem 403, a potem „Admin user is disabled”, to ta sama odmowa sieciowa. Nie włączaj użytkownika administratora: niczego to nie zmieni.',
      },
      who: 'developer',
      fits: ['admin-user', 'azure-cli', 'login'],
    },
    {
      text: {
        en: 'See who changed the registry in the last seven days, if access has just gone.',
        pl: 'Jeśli dostęp zniknął niedawno, sprawdź, kto zmieniał rejestr w ostatnich siedmiu dniach.',
      },
      command:
        'az monitor activity-log list --resource-id "/subscriptions/{subscription}/resourceGroups/{resourceGroup}/providers/Microsoft.ContainerRegistry/registries/{registry}" --offset 7d --query "[].{when:eventTimestamp,who:caller,what:operationName.localizedValue,status:status.value}" -o table',
      who: 'registry-owner',
    },
    {
      text: {
        en: 'Look for an Azure Policy that denies the change or sets it back, such as "Container registries should not allow unrestricted network access".',
        pl: 'Poszukaj zasady Azure Policy, która blokuje zmianę albo ją cofa, np. „Container registries should not allow unrestricted network access”.',
      },
      command:
        'az policy state list --resource "/subscriptions/{subscription}/resourceGroups/{resourceGroup}/providers/Microsoft.ContainerRegistry/registries/{registry}" --filter "complianceState eq \'NonCompliant\'" --query "[].{assignment:policyAssignmentName,effect:policyDefinitionAction}" -o table',
      who: 'subscription-owner',
      fits: ['policy'],
    },
    {
      text: {
        en: 'exportPolicy disabled requires public access to stay disabled: then only the private endpoint is left.',
        pl: 'exportPolicy w stanie disabled wymaga wyłączonego dostępu publicznego: zostaje wtedy tylko prywatny punkt końcowy.',
      },
      command: 'az acr show -n {registry} --query policies.exportPolicy.status -o tsv',
      who: 'registry-owner',
      fits: ['policy', 'import'],
    },
    {
      text: {
        en: 'Put the rule into Terraform or Bicep where that owns the registry, or the next run removes it. Add rules one after another: two commands at once each write the whole list and can lose a rule.',
        pl: 'Jeśli rejestrem zarządza Terraform lub Bicep, wpisz regułę tam, bo kolejne wdrożenie ją usunie. Dodawaj reguły pojedynczo: dwa polecenia naraz zapisują całą listę i mogą zgubić regułę.',
      },
      who: 'registry-owner',
      exposes: {
        en: 'Opens the registry to the address permanently.',
        pl: 'Otwiera rejestr na ten adres na stałe.',
      },
      undo: { en: 'Take the rule out of the code and deploy.', pl: 'Usuń regułę z kodu i wdróż.' },
      fits: ['terraform'],
    },
    {
      text: {
        en: 'Nothing can be changed although role and tier suffice: during an outage of the home region the rules are frozen. Check the state of Azure and wait.',
        pl: 'Niczego nie da się zmienić, choć rola i warstwa wystarczają: podczas awarii regionu macierzystego reguł nie można edytować. Sprawdź stan Azure i poczekaj.',
      },
      who: 'registry-owner',
      fits: ['geo-replication', 'portal'],
    },
    {
      text: {
        en: 'Last resort, only with the owner: open the registry to all networks, as it is by default.',
        pl: 'Ostateczność, tylko za zgodą właściciela: otwórz rejestr dla wszystkich sieci, jak jest domyślnie.',
      },
      command: 'az acr update -n {registry} --public-network-enabled true --default-action Allow',
      who: 'registry-owner',
      exposes: {
        en: 'The whole internet can reach the registry; only the login protects it, and with anonymous pull not even that.',
        pl: 'Do rejestru dotrze cały internet; chroni go już tylko logowanie, a przy anonimowym pull nawet ono nie.',
      },
      undo: {
        en: 'The same command with --default-action Deny, or with --public-network-enabled false if it was off.',
        pl: 'To samo polecenie z --default-action Deny albo z --public-network-enabled false, jeśli dostęp był wyłączony.',
      },
      fits: ['public-access'],
    },
  ],
  verify: {
    en: 'From the client /v2/ answers 401 (UNAUTHORIZED) instead of 403 (DENIED), and az acr login succeeds. It can take a few minutes.',
    pl: 'U klienta /v2/ odpowiada 401 (UNAUTHORIZED) zamiast 403 (DENIED), a az acr login się udaje. Może to potrwać kilka minut.',
  },
  links: [
    {
      title: { en: 'Public IP network rules', pl: 'Reguły publicznych adresów IP' },
      url: 'https://learn.microsoft.com/azure/container-registry/container-registry-access-selected-networks',
    },
    {
      title: { en: 'Client IP address is not allowed access', pl: 'Błąd „client with IP is not allowed access”' },
      url: 'https://learn.microsoft.com/troubleshoot/azure/azure-container-registry/client-ip-address-not-allowed-access',
    },
    {
      title: { en: 'Private endpoints', pl: 'Prywatne punkty końcowe' },
      url: 'https://learn.microsoft.com/azure/container-registry/container-registry-private-endpoints',
    },
    {
      title: { en: 'Service endpoints', pl: 'Punkty końcowe usługi' },
      url: 'https://learn.microsoft.com/azure/container-registry/container-registry-vnet',
    },
    {
      title: { en: 'Limits of the tiers', pl: 'Limity warstw' },
      url: 'https://learn.microsoft.com/azure/container-registry/container-registry-skus',
    },
    {
      title: { en: 'Export policy against data loss', pl: 'Zasada eksportu chroniąca przed wyciekiem danych' },
      url: 'https://learn.microsoft.com/azure/container-registry/data-loss-prevention',
    },
  ],
} as const satisfies Remedy
