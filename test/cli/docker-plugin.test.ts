import { execFileSync, spawn } from 'node:child_process'
import { copyFileSync } from 'node:fs'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { dirname } from 'node:path'
import { describe, expect, it } from 'vitest'
import { ownArguments } from '../../src/cli/docker-plugin.ts'
import { followDocker } from '../../src/cli/docker-socket.ts'
import { deferred } from '../../src/async/deferred.ts'
import { compose } from '../support/fake-shell.ts'
import { TemporaryDirectory } from '../support/temporary-directory.ts'

const called = { DOCKER_CLI_PLUGIN_ORIGINAL_CLI_COMMAND: 'docker' }
const files = { 'compose.yaml': 'services: { web: { image: "${IMAGE-none}" } }' }

describe('ownArguments', () => {
  it.each([
    [
      ['compose', 'up', '-d'],
      ['up', '-d'],
    ],
    [
      ['-D', '--context', 'compose', 'compose', 'ps'],
      ['-D', '--context', 'compose', 'ps'],
    ],
    [
      ['--config=/c', '-l', 'debug', 'compose', '-f', 'a', 'ps'],
      ['--config=/c', '-l', 'debug', '-f', 'a', 'ps'],
    ],
    [
      ['help', 'compose', 'up'],
      ['help', 'up'],
    ],
    [
      ['__complete', 'compose', 'up', ''],
      ['__complete', 'up', ''],
    ],
    [
      ['exec', 'web', 'compose'],
      ['exec', 'web', 'compose'],
    ],
    [
      ['-p', 'x', 'ps'],
      ['-p', 'x', 'ps'],
    ],
  ])('reads %j as %j', (argv, own) => {
    expect(ownArguments(argv)).toEqual(own)
  })
})

describe('a plugin of the docker CLI', () => {
  it('says what it is', async () => {
    const { code, stdout } = await compose(['docker-cli-plugin-metadata'])
    expect(code).toBe(0)
    expect(JSON.parse(stdout)).toMatchObject({ SchemaVersion: '0.1.0', Vendor: 'Gantry' })
  })

  it('runs commands behind its name', async () => {
    const { code, stdout } = await compose(['--config', '/none', 'compose', 'config', '--images'], {
      files,
      environment: called,
    })
    expect({ code, stdout }).toEqual({ code: 0, stdout: 'none\n' })
  })

  it('takes the flags of the docker CLI for its variables', async () => {
    const { stdout } = await compose(
      ['--config', '/c', '--tlsverify', '--tlscacert=/t/ca.pem', 'compose', 'config', '--environment'],
      { files, environment: called },
    )
    expect(stdout.split('\n').filter((line) => /^DOCKER_(?!CLI)/u.test(line))).toEqual([
      'DOCKER_CERT_PATH=/t',
      'DOCKER_CONFIG=/c',
      'DOCKER_TLS_VERIFY=1',
    ])
  })

  it('refuses certificates that are in several folders', async () => {
    const { code, stderr } = await compose(['--tlscacert=/a/ca.pem', '--tlskey=/b/key.pem', 'ps'])
    expect(code).toBe(2)
    expect(stderr).toContain('Certificates have to be together')
  })

  it('is one file that needs no other', async () => {
    await using directory = await TemporaryDirectory.create()
    const plugin = directory.join('docker-compose')
    copyFileSync('dist/docker-compose', plugin)
    const env = { PATH: `${dirname(process.execPath)}:/usr/bin:/bin`, ...called }
    const run = (...args: readonly string[]): string =>
      execFileSync(plugin, args, { cwd: directory.path, env, encoding: 'utf8' })
    expect(JSON.parse(run('docker-cli-plugin-metadata'))).toMatchObject({ SchemaVersion: '0.1.0' })
    expect(run('compose', 'version', '--short')).toMatch(/^\d+\.\d+\.\d+\n$/u)
  })
})

describe('followDocker', () => {
  it('ends when the docker CLI hangs up', async () => {
    await using directory = await TemporaryDirectory.create()
    const path = directory.join('socket')
    const server = createServer((socket) => socket.destroy()).listen(path)
    await once(server, 'listening')
    const ended = deferred<void>()
    followDocker(path, { wasSignalled: () => false, end: () => ended.resolve() })
    await ended.promise
    server.close()
  })

  it.runIf(process.platform === 'linux')('ends when the abstract socket of a docker CLI closes', async () => {
    const name = `gantry_test_${process.pid}`
    const program = `const net = require('node:net')
      net.createServer((socket) => socket.destroy()).listen('\\0${name}', () => console.log('ready'))`
    const docker = spawn(process.execPath, ['-e', program], { stdio: ['ignore', 'pipe', 'inherit'] })
    await once(docker.stdout, 'data')
    const ended = deferred<void>()
    followDocker(`@${name}`, { wasSignalled: () => false, end: () => ended.resolve() })
    await ended.promise
    docker.kill()
  })
})
