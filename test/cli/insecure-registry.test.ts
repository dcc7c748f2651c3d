import { describe, expect, it } from 'vitest'
import { compose } from '../support/fake-shell.ts'
import { startRegistry } from '../support/registry.ts'
import type { TestRegistry } from '../support/registry.ts'
import { TemporaryDirectory } from '../support/temporary-directory.ts'

const file = 'services: { web: { image: busybox } }\n'

function published(registry: TestRegistry): void {
  const layer = {
    mediaType: 'application/vnd.docker.compose.file+yaml',
    digest: registry.addBlob(file),
    annotations: { 'com.docker.compose.file': 'compose.yaml' },
  }
  registry.addManifest('1', { artifactType: 'application/vnd.docker.compose.project', layers: [layer] })
}

describe('--insecure-registry', () => {
  it('lets a project come from a registry without encryption that is not on this machine', async () => {
    await using registry = await startRegistry()
    await using directory = await TemporaryDirectory.create()
    published(registry)
    // The same server, by an address that does not say that it is here.
    const host = registry.host.replace('127.0.0.1', '0.0.0.0')
    const environment = { XDG_CACHE_HOME: directory.path, NO_PROXY: '*' }
    const line = ['-p', 'shop', '-f', `oci://${host}/team/app:1`, 'config', '--services']
    const refused = await compose(line, { environment })
    expect(refused).toMatchObject({ code: 3, stdout: '' })
    expect(refused.stderr).toContain(`CMP124: the registry ${host} cannot be reached`)
    expect(await compose(['--insecure-registry', host, ...line], { environment })).toMatchObject({
      code: 0,
      stdout: 'web\n',
    })
  })
})
