// The tool on the user's own machine: client, daemon, credential store. Often mistaken for an unreachable registry,
// since az acr login needs a running Docker before it ever asks Azure.
import type { Remedy } from './remedy.ts'

export const checkDockerConfiguration = {
  id: 'check-docker-configuration',
  title: {
    en: 'Repair the container tool on this machine',
    pl: 'Napraw narzędzie kontenerowe na tej maszynie',
  },
  steps: [
    {
      text: {
        en: 'See whether the Docker client and the daemon answer. If both Client and Server appear without an error, Docker itself works. The version must be 18.03 or later.',
        pl: 'Sprawdź, czy odpowiadają klient i demon Dockera. Jeśli części Client i Server pojawiają się bez błędu, sam Docker działa. Potrzebna jest wersja 18.03 lub nowsza.',
      },
      command: 'docker version',
      who: 'developer',
    },
    {
      text: {
        en: 'Start the daemon: on Linux with this command, elsewhere by starting Docker Desktop and waiting until it says that it is running. If the command or the service does not exist, install Docker and put it on the PATH.',
        pl: 'Uruchom demona: w Linuksie tym poleceniem, gdzie indziej przez uruchomienie Docker Desktop i odczekanie, aż pokaże, że działa. Jeśli nie ma takiego polecenia lub usługi, zainstaluj Dockera i dodaj go do PATH.',
      },
      command: 'sudo systemctl start docker',
      who: 'developer',
      undo: { en: 'Run `sudo systemctl stop docker`.', pl: 'Uruchom `sudo systemctl stop docker`.' },
    },
    {
      text: {
        en: 'If the error is "permission denied" on docker.sock, run docker with sudo. Or add your user to the group docker, then sign in to the machine again.',
        pl: 'Jeśli błąd to „permission denied” na docker.sock, uruchamiaj docker przez sudo. Możesz też dodać swojego użytkownika do grupy docker i zalogować się do maszyny ponownie.',
      },
      command: 'sudo usermod -aG docker <user>',
      who: 'developer',
      exposes: {
        en: 'Members of the group docker have practically root rights on this machine.',
        pl: 'Członkowie grupy docker mają na tej maszynie w praktyce prawa root.',
      },
      undo: {
        en: 'Run `sudo gpasswd -d` with the user and docker.',
        pl: 'Uruchom `sudo gpasswd -d` z tym użytkownikiem i grupą docker.',
      },
      fits: ['docker'],
    },
    {
      text: {
        en: 'If the error is "error storing credentials ... stub received bad data" (Windows), let az acr login turn off the wincred store, or remove credsStore from ~/.docker/config.json. Then log in again.',
        pl: 'Jeśli błąd to „error storing credentials … stub received bad data” (Windows), pozwól az acr login wyłączyć magazyn wincred albo usuń credsStore z ~/.docker/config.json. Potem zaloguj się ponownie.',
      },
      who: 'developer',
      exposes: {
        en: 'Credentials are then stored unencrypted in ~/.docker/config.json.',
        pl: 'Poświadczenia są wtedy zapisywane bez szyfrowania w ~/.docker/config.json.',
      },
      undo: { en: 'Set `"credsStore": "wincred"` again.', pl: 'Ustaw ponownie `"credsStore": "wincred"`.' },
      fits: ['docker', 'docker-desktop', 'login'],
    },
    {
      text: {
        en: 'If there is no daemon at all (Cloud Shell, CI, a container), get a token without Docker. The token works with any other tool.',
        pl: 'Jeśli w ogóle nie ma demona (Cloud Shell, CI, kontener), pobierz token bez Dockera. Token działa z każdym innym narzędziem.',
      },
      command: 'az acr login -n {registry} --expose-token --query accessToken -o tsv',
      who: 'developer',
      exposes: {
        en: 'Prints a token that signs in as you for three hours. Keep it out of logs and tickets.',
        pl: 'Wypisuje token, który przez trzy godziny pozwala logować się w twoim imieniu. Nie wklejaj go do dzienników ani zgłoszeń.',
      },
      undo: {
        en: 'Run `docker logout`. The token expires by itself.',
        pl: 'Uruchom `docker logout`. Token wygasa sam.',
      },
    },
    {
      text: {
        en: 'Sign in where the daemon runs: use exactly this user name, and paste the token as the password. podman login accepts the same. To use az acr login itself with podman, set DOCKER_COMMAND to podman.',
        pl: 'Zaloguj się tam, gdzie działa demon: użyj dokładnie tej nazwy użytkownika i wklej token jako hasło. podman login przyjmuje to samo. Aby samo az acr login korzystało z podmana, ustaw DOCKER_COMMAND na podman.',
      },
      command: 'docker login {loginServer} -u 00000000-0000-0000-0000-000000000000',
      who: 'developer',
      exposes: {
        en: 'Docker keeps the token in its credential store, or unencrypted in ~/.docker/config.json.',
        pl: 'Docker zapisuje token w magazynie poświadczeń albo bez szyfrowania w ~/.docker/config.json.',
      },
      undo: { en: 'Run `docker logout`.', pl: 'Uruchom `docker logout`.' },
    },
    {
      text: {
        en: 'Docker from the RHEL or Fedora packages can answer "unauthorized" to correct credentials, because it verifies signatures. Set --signature-verification=false in /etc/sysconfig/docker and restart Docker.',
        pl: 'Docker z pakietów RHEL lub Fedory może odpowiadać „unauthorized” na poprawne poświadczenia, bo weryfikuje podpisy. Ustaw --signature-verification=false w /etc/sysconfig/docker i uruchom Dockera ponownie.',
      },
      who: 'developer',
      exposes: {
        en: 'Images are no longer checked for a signature. The restart stops running containers.',
        pl: 'Podpisy obrazów nie są już sprawdzane. Ponowne uruchomienie zatrzymuje działające kontenery.',
      },
      undo: { en: 'Remove the option and restart Docker.', pl: 'Usuń opcję i uruchom Dockera ponownie.' },
      fits: ['docker', 'login'],
    },
    {
      text: {
        en: 'Run the health check of the Azure CLI for this machine. Ignore errors about Helm and Notary. DOCKER_PULL_ERROR is about a pull from mcr.microsoft.com, not from your registry.',
        pl: 'Uruchom kontrolę kondycji tej maszyny z Azure CLI. Zignoruj błędy o Helm i Notary. DOCKER_PULL_ERROR dotyczy pobierania z mcr.microsoft.com, a nie z twojego rejestru.',
      },
      command: 'az acr check-health --ignore-errors --yes',
      who: 'developer',
    },
  ],
  verify: {
    en: 'docker version shows a Server part, az acr check-health says "Docker daemon status: available", and az acr login ends with "Login Succeeded".',
    pl: 'docker version pokazuje część Server, az acr check-health wypisuje „Docker daemon status: available”, a az acr login kończy się komunikatem „Login Succeeded”.',
  },
  links: [
    {
      title: { en: 'Check the health of a registry', pl: 'Sprawdzanie kondycji rejestru' },
      url: 'https://learn.microsoft.com/azure/container-registry/container-registry-check-health',
    },
    {
      title: { en: 'Error codes of check-health', pl: 'Kody błędów polecenia check-health' },
      url: 'https://learn.microsoft.com/azure/container-registry/container-registry-health-error-reference',
    },
    {
      title: { en: 'Troubleshoot registry login', pl: 'Rozwiązywanie problemów z logowaniem do rejestru' },
      url: 'https://learn.microsoft.com/azure/container-registry/container-registry-troubleshoot-login-authn-authz',
    },
  ],
} as const satisfies Remedy
