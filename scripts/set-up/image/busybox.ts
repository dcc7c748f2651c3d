import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runCommand } from '../command.ts'
import { SetUpError } from '../print.ts'
import { addArchive, addLink, dropPaths, emptyLayer, readLayerFile } from './layer.ts'
import type { Layer } from './layer.ts'
import { fetchPackages, resolvePackages } from './packages.ts'
import type { Recipe } from './recipe.ts'

/** One static program with a link for each of its commands, as in the official image. */
export const busybox: Recipe = {
  tags: ['busybox:1', 'busybox:latest'],
  make: async () => {
    const layer = emptyLayer([])
    const [shell] = resolvePackages(['busybox-static']).filter(({ name }) => name === 'busybox-static')
    if (!shell) throw new SetUpError('This distribution has no package "busybox-static"')
    await addBusybox(layer)
    return { layer, config: { Cmd: ['sh'] }, madeFrom: `busybox ${shell.version}` }
  },
}

/** Adds busybox and a link for each command that the layer does not have yet. */
export async function addBusybox(layer: Layer): Promise<void> {
  const shell = resolvePackages(['busybox-static']).filter(({ name }) => name === 'busybox-static')
  for (const archive of fetchPackages(shell)) await addArchive(layer, archive)
  dropPaths(layer, /^usr\/share\/(busybox|initramfs-tools)/)
  for (const command of listCommands(readLayerFile(layer, 'usr/bin/busybox'))) {
    const isThere = ['bin', 'sbin'].some((folder) => layer.has(`usr/${folder}/${command}`))
    if (!isThere) addLink(layer, `usr/bin/${command}`, 'busybox')
  }
}

function listCommands(program: Uint8Array): readonly string[] {
  const folder = mkdtempSync(join(tmpdir(), 'gantry-'))
  try {
    const path = join(folder, 'busybox')
    writeFileSync(path, program, { mode: 0o755 })
    const { ok, output, errors } = runCommand(path, ['--list'])
    if (!ok) throw new SetUpError(`busybox does not run: ${errors}`)
    return output.toString().trim().split('\n')
  } finally {
    rmSync(folder, { recursive: true })
  }
}
