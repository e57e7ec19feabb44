// The identity is known but lacks the right. Often mistaken for wrong credentials, and since repository permissions
// (ABAC) came also for a broken AcrPull: in that mode the old roles do nothing.
import type { Remedy } from './remedy.ts'

export const grantAccess = {
  id: 'grant-access',
  title: { en: 'Give the identity the right it needs', pl: 'Nadaj tożsamości potrzebne uprawnienie' },
  steps: [
    {
      text: {
        en: 'Read which kind of roles counts. LegacyRegistryPermissions: AcrPull, AcrPush, AcrDelete; AbacRepositoryPermissions: only the Container Registry Repository roles, while AcrPull, Owner and Contributor give no access to images.',
        pl: 'Sprawdź, które role się liczą. LegacyRegistryPermissions: AcrPull, AcrPush, AcrDelete; AbacRepositoryPermissions: tylko role Container Registry Repository, a AcrPull, Owner i Contributor nie dają dostępu do obrazów.',
      },
      command: 'az acr show -n {registry} --query roleAssignmentMode -o tsv',
      who: 'registry-owner',
    },
    {
      text: {
        en: 'List what the identity holds. Empty, or only a role on something else, is the fault. In AKS it is the kubelet identity that pulls, not that of the control plane.',
        pl: 'Wypisz, co ma ta tożsamość. Pusta lista albo rola tylko na innym zasobie to właśnie błąd. W AKS pobiera tożsamość kubeleta, a nie płaszczyzny sterowania.',
      },
      command:
        'az role assignment list --assignee <principal-id> --scope "/subscriptions/{subscription}/resourceGroups/{resourceGroup}/providers/Microsoft.ContainerRegistry/registries/{registry}" --include-inherited -o table',
      who: 'registry-owner',
    },
    {
      text: {
        en: 'Grant the smallest role: AcrPull to pull, AcrPush to push; with ABAC Container Registry Repository Reader or Writer, and Catalog Lister to list repositories.',
        pl: 'Nadaj najmniejszą rolę: AcrPull do pobierania, AcrPush do wypychania; przy ABAC Container Registry Repository Reader lub Writer, a do listowania repozytoriów Catalog Lister.',
      },
      command:
        'az role assignment create --assignee <principal-id> --role AcrPull --scope "/subscriptions/{subscription}/resourceGroups/{resourceGroup}/providers/Microsoft.ContainerRegistry/registries/{registry}"',
      who: 'subscription-owner',
      exposes: {
        en: 'Gives the identity every repository of the registry, unless an ABAC condition narrows it.',
        pl: 'Daje tożsamości wszystkie repozytoria rejestru, chyba że zawęża to warunek ABAC.',
      },
      undo: {
        en: 'az role assignment delete with the same values.',
        pl: 'az role assignment delete z tymi samymi wartościami.',
      },
    },
    {
      text: {
        en: 'Wait up to ten minutes, then log out and in again: a token from before does not carry the new role. A right given through a group takes longer still.',
        pl: 'Odczekaj do dziesięciu minut, potem wyloguj się i zaloguj ponownie: wcześniejszy token nie zna nowej roli. Prawo nadane przez grupę działa jeszcze później.',
      },
      command: 'docker logout {loginServer}',
      who: 'developer',
      undo: { en: 'Log in again.', pl: 'Zaloguj się ponownie.' },
    },
    {
      text: {
        en: 'AKS: find the kubelet identity; it is the principal to grant. A first pull may fail and the next one work.',
        pl: 'AKS: znajdź tożsamość kubeleta; to jej trzeba nadać rolę. Pierwszy pull może się nie udać, a następny już tak.',
      },
      command:
        'az aks show -g {clusterResourceGroup} -n {cluster} --query identityProfile.kubeletidentity.objectId -o tsv',
      who: 'developer',
      fits: ['aks'],
    },
    {
      text: {
        en: 'AKS: or let Azure assign AcrPull to it (needs rights like an Owner; give the resource id for a registry in another subscription). Not supported with ABAC: there assign Container Registry Repository Reader by hand.',
        pl: 'AKS: albo niech Azure sam nada jej AcrPull (wymaga praw jak Owner; dla rejestru w innej subskrypcji podaj id zasobu). Nieobsługiwane przy ABAC: tam nadaj ręcznie Container Registry Repository Reader.',
      },
      command: 'az aks update -g {clusterResourceGroup} -n {cluster} --attach-acr {registry}',
      who: 'subscription-owner',
      exposes: {
        en: 'Every pod of the cluster can then run every image of the registry.',
        pl: 'Każdy pod w klastrze może odtąd uruchomić każdy obraz z rejestru.',
      },
      undo: { en: 'The same with --detach-acr.', pl: 'To samo z --detach-acr.' },
      fits: ['aks'],
    },
    {
      text: {
        en: 'Repository token: look whether its scope map holds the repository and the action.',
        pl: 'Token repozytorium: sprawdź, czy jego mapa zakresu obejmuje repozytorium i działanie.',
      },
      command: 'az acr scope-map show -r {registry} -n <scope-map>',
      who: 'registry-owner',
      fits: ['repository-token'],
    },
    {
      text: {
        en: 'Portal or az cannot read or change the settings themselves: this needs a control-plane role, Container Registry Configuration Reader and Data Access Configuration Reader to read, Container Registry Contributor and Data Access Configuration Administrator to change. Try a private browser window, too.',
        pl: 'Portal lub az nie może odczytać albo zmienić samych ustawień: potrzebna jest rola płaszczyzny sterowania – do odczytu Container Registry Configuration Reader and Data Access Configuration Reader, do zmian Container Registry Contributor and Data Access Configuration Administrator. Spróbuj też w prywatnym oknie przeglądarki.',
      },
      who: 'subscription-owner',
      exposes: {
        en: 'The second role can open the registry to the network and hand out its credentials.',
        pl: 'Druga rola pozwala otworzyć rejestr na sieć i wydawać jego poświadczenia.',
      },
      undo: { en: 'Remove the role assignment.', pl: 'Usuń przypisanie roli.' },
      fits: ['portal', 'azure-cli', 'terraform'],
    },
  ],
  verify: {
    en: 'After a new login the same pull or push succeeds; ContainerRegistryLoginEvents shows the identity with 200. A login alone proves little: any role lets it through.',
    pl: 'Po ponownym zalogowaniu ten sam pull lub push się udaje; ContainerRegistryLoginEvents pokazuje tożsamość z 200. Samo logowanie niewiele dowodzi: przepuszcza je każda rola.',
  },
  links: [
    {
      title: { en: 'Repository permissions (ABAC)', pl: 'Uprawnienia do repozytoriów (ABAC)' },
      url: 'https://learn.microsoft.com/azure/container-registry/container-registry-rbac-abac-repository-permissions',
    },
    {
      title: { en: 'Troubleshoot registry login', pl: 'Rozwiązywanie problemów z logowaniem do rejestru' },
      url: 'https://learn.microsoft.com/azure/container-registry/container-registry-troubleshoot-login-authn-authz',
    },
    {
      title: { en: 'Registry and AKS', pl: 'Rejestr i AKS' },
      url: 'https://learn.microsoft.com/azure/aks/cluster-container-registry-integration',
    },
    {
      title: { en: 'AKS cannot pull from ACR', pl: 'AKS nie może pobrać obrazu z ACR' },
      url: 'https://learn.microsoft.com/troubleshoot/azure/azure-kubernetes/extensions/cannot-pull-image-from-acr-to-aks-cluster',
    },
  ],
} as const satisfies Remedy
