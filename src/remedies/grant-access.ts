// The identity is known but lacks the right. Often mistaken for wrong credentials, and since repository permissions
// (ABAC) came also for a broken AcrPull: in that mode the old roles do nothing.
import type { Remedy } from './remedy.ts'

export const grantAccess = {
  id: 'grant-access',
  title: { en: 'Give the identity the right that it needs', pl: 'Nadaj tożsamości potrzebne uprawnienie' },
  steps: [
    {
      text: {
        en: 'See which roles count in this registry. With LegacyRegistryPermissions they are AcrPull, AcrPush and AcrDelete. With AbacRepositoryPermissions only the Container Registry Repository roles count: AcrPull, Owner and Contributor then give no access to images.',
        pl: 'Sprawdź, które role obowiązują w tym rejestrze. Przy LegacyRegistryPermissions są to AcrPull, AcrPush i AcrDelete. Przy AbacRepositoryPermissions liczą się tylko role Container Registry Repository: AcrPull, Owner i Contributor nie dają wtedy dostępu do obrazów.',
      },
      command: 'az acr show -n {registry} --query roleAssignmentMode -o tsv',
      who: 'registry-owner',
    },
    {
      text: {
        en: 'In AKS, the kubelet identity pulls images. Find its id: this identity needs the role. The first pull may still fail and the next one work.',
        pl: 'W AKS obrazy pobiera tożsamość kubeleta. Odczytaj jej identyfikator: to jej potrzebna jest rola. Pierwsze pobranie może się jeszcze nie udać, a następne już tak.',
      },
      command:
        'az aks show -g {clusterResourceGroup} -n {cluster} --query identityProfile.kubeletidentity.objectId -o tsv',
      who: 'developer',
      fits: ['aks'],
    },
    {
      text: {
        en: 'Let Azure assign AcrPull to the kubelet identity. This needs rights like those of an Owner; for a registry in another subscription, give its resource id. With ABAC it is not supported: assign Container Registry Repository Reader by hand.',
        pl: 'Pozwól platformie Azure nadać AcrPull tożsamości kubeleta. Wymaga to praw takich jak Owner; dla rejestru w innej subskrypcji podaj identyfikator zasobu. Przy ABAC nie jest to obsługiwane: nadaj ręcznie rolę Container Registry Repository Reader.',
      },
      command: 'az aks update -g {clusterResourceGroup} -n {cluster} --attach-acr {registry}',
      who: 'subscription-owner',
      exposes: {
        en: 'Every pod of the cluster can then run every image of the registry.',
        pl: 'Każdy pod w klastrze może odtąd uruchomić każdy obraz z rejestru.',
      },
      undo: {
        en: 'Run the same command with `--detach-acr` instead.',
        pl: 'Uruchom to samo polecenie z `--detach-acr`.',
      },
      fits: ['aks'],
    },
    {
      text: {
        en: 'For a repository token, check that its scope map contains the repository and the action.',
        pl: 'Dla tokenu repozytorium sprawdź, czy jego mapa zakresu (scope map) obejmuje repozytorium i działanie.',
      },
      command: 'az acr scope-map show -r {registry} -n <scope-map>',
      who: 'registry-owner',
      fits: ['repository-token'],
    },
    {
      text: {
        en: 'List the roles of the identity. If the list is empty, or the role is only on another resource, this is the fault. In AKS, the kubelet identity pulls, not that of the control plane.',
        pl: 'Wyświetl role tej tożsamości. Jeśli lista jest pusta albo rola dotyczy tylko innego zasobu, to jest przyczyna. W AKS obrazy pobiera tożsamość kubeleta, a nie płaszczyzny sterowania.',
      },
      command:
        'az role assignment list --assignee <principal-id> --scope "/subscriptions/{subscription}/resourceGroups/{resourceGroup}/providers/Microsoft.ContainerRegistry/registries/{registry}" --include-inherited -o table',
      who: 'registry-owner',
    },
    {
      text: {
        en: 'Grant the smallest role that is enough: AcrPull to pull, AcrPush to push. With ABAC, use Container Registry Repository Reader or Writer, and Container Registry Repository Catalog Lister to list repositories.',
        pl: 'Nadaj najmniejszą wystarczającą rolę: AcrPull do pobierania, AcrPush do wypychania. Przy ABAC użyj Container Registry Repository Reader lub Writer, a do wyświetlania listy repozytoriów Container Registry Repository Catalog Lister.',
      },
      command:
        'az role assignment create --assignee <principal-id> --role AcrPull --scope "/subscriptions/{subscription}/resourceGroups/{resourceGroup}/providers/Microsoft.ContainerRegistry/registries/{registry}"',
      who: 'subscription-owner',
      exposes: {
        en: 'Gives the identity every repository of the registry, unless an ABAC condition restricts it.',
        pl: 'Daje tożsamości dostęp do wszystkich repozytoriów rejestru, chyba że ogranicza to warunek ABAC.',
      },
      undo: {
        en: 'Run `az role assignment delete` with the same values.',
        pl: 'Uruchom `az role assignment delete` z tymi samymi wartościami.',
      },
    },
    {
      text: {
        en: 'Wait up to ten minutes, then log out and in again: an older token does not carry the new role. A right given through a group takes even longer.',
        pl: 'Odczekaj do dziesięciu minut, potem wyloguj się i zaloguj ponownie: starszy token nie zawiera nowej roli. Prawo nadane przez grupę zaczyna działać jeszcze później.',
      },
      command: 'docker logout {loginServer}',
      who: 'developer',
      undo: { en: 'Log in again.', pl: 'Zaloguj się ponownie.' },
    },
    {
      text: {
        en: 'If the portal or az cannot read or change the settings themselves, a control-plane role is missing. The role to read is "Container Registry Configuration Reader and Data Access Configuration Reader"; the role to change is "Container Registry Contributor and Data Access Configuration Administrator". Also try a private browser window.',
        pl: 'Jeśli portal lub az nie może odczytać albo zmienić samych ustawień, brakuje roli płaszczyzny sterowania. Rola do odczytu to „Container Registry Configuration Reader and Data Access Configuration Reader”, a do zmian „Container Registry Contributor and Data Access Configuration Administrator”. Spróbuj też w prywatnym oknie przeglądarki.',
      },
      who: 'subscription-owner',
      exposes: {
        en: 'The second role can open the registry to the network and give out its credentials.',
        pl: 'Druga rola pozwala otworzyć rejestr na sieć i wydawać jego poświadczenia.',
      },
      undo: { en: 'Remove the role assignment.', pl: 'Usuń przypisanie roli.' },
      fits: ['portal', 'azure-cli', 'terraform'],
    },
  ],
  verify: {
    en: 'After a new login, the same pull or push succeeds, and ContainerRegistryLoginEvents shows the identity with 200. A login alone proves little, because any role allows it.',
    pl: 'Po ponownym zalogowaniu to samo pobranie lub wypchnięcie się udaje, a ContainerRegistryLoginEvents pokazuje tożsamość z 200. Samo logowanie niewiele dowodzi, bo wystarcza do niego dowolna rola.',
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
      title: { en: 'Use a registry with AKS', pl: 'Używanie rejestru z AKS' },
      url: 'https://learn.microsoft.com/azure/aks/cluster-container-registry-integration',
    },
    {
      title: { en: 'AKS cannot pull from ACR', pl: 'AKS nie może pobrać obrazu z ACR' },
      url: 'https://learn.microsoft.com/troubleshoot/azure/azure-kubernetes/extensions/cannot-pull-image-from-acr-to-aks-cluster',
    },
  ],
} as const satisfies Remedy
