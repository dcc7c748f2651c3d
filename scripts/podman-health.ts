// Started beside a Podman by `npm run quickstart` and `npm test` where no systemd runs its healthchecks; ends with it.
import { localEngine } from './set-up/engine/find.ts'
import { runHealthchecks } from './set-up/engine/podman-health.ts'
import { runScript, SetUpError } from './set-up/print.ts'

await runScript(async () => {
  const path = process.argv[2]
  if (!path) throw new SetUpError("Which Podman? Name the path of its API's socket.")
  await runHealthchecks((await localEngine(path, 'it was named')).connection)
  return 0
})
