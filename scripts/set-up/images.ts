import { createReadStream, existsSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Connection } from '../../src/engine/docker/connection.ts'
import { hasImage, loadImage, pullImage } from './engine/api.ts'
import { fingerprint } from './fingerprint.ts'
import { writeImageArchive } from './image/archive.ts'
import { busybox } from './image/busybox.ts'
import { node } from './image/node.ts'
import { canReadPackages } from './image/packages.ts'
import { postgres } from './image/postgres.ts'
import type { Recipe } from './image/recipe.ts'
import { cacheFolder } from './places.ts'
import { say, SetUpError } from './print.ts'

const recipes: readonly Recipe[] = [busybox, node, postgres]

/** Sees to it that the engine has the images of the examples and tests: those it has are used, else pulled, else made here. */
export async function provideImages(engine: Connection): Promise<void> {
  for (const recipe of recipes) {
    for (const tag of recipe.tags) await provideImage(engine, recipe, tag)
  }
}

async function provideImage(engine: Connection, recipe: Recipe, tag: string): Promise<void> {
  if (await hasImage(engine, tag)) return
  say(`Pulling ${tag}`)
  const pulled = await pullImage(engine, tag)
  if (pulled.ok) return
  say(`  not pulled: ${pulled.because}`)
  if (!canReadPackages()) throw new SetUpError(cannotMake(tag))
  await loadImage(engine, createReadStream(await makeImage(recipe)))
  if (!(await hasImage(engine, tag)))
    throw new SetUpError(`The engine took ${tag}, made here, but does not list it`)
}

/** The path of the image's archive; what was made before from the same recipe is used again. */
async function makeImage(recipe: Recipe): Promise<string> {
  const [name] = recipe.tags
  const identity = [
    fingerprint(['scripts/set-up/image', '/etc/os-release']).slice(0, 16),
    process.version,
    process.arch,
  ]
  const start = `${name.replace(':', '-')}-`
  const folder = join(cacheFolder(), 'images')
  const file = join(folder, `${start}${identity.join('-')}.tar`)
  if (existsSync(file)) {
    say(`  using the one made before: ${file}`)
    return file
  }
  const made = await recipe.make()
  say(`  made here instead, from ${made.madeFrom}`)
  dropFiles(folder, start)
  await writeImageArchive(file, made, recipe.tags)
  return file
}

// Each is some 100 MB, and what an older recipe made is not asked for again.
function dropFiles(folder: string, start: string): void {
  const names = existsSync(folder) ? readdirSync(folder) : []
  for (const name of names.filter((one) => one.startsWith(start))) rmSync(join(folder, name))
}

function cannotMake(tag: string): string {
  return [
    `The engine has no image ${tag}, no registry gives it, and this system has no Debian packages to make it from.`,
    `On a machine with access to a registry: docker pull ${tag} && docker save ${tag} > image.tar`,
    'Here: docker load < image.tar',
  ].join('\n')
}
