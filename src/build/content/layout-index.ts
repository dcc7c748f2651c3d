import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** What names a content in an index. */
export type Descriptor = Readonly<Record<string, unknown>> & { readonly digest: string }

const tagKey = 'org.opencontainers.image.ref.name'
const fullNameKey = 'io.containerd.image.name'
const indexType = 'application/vnd.oci.image.index.v1+json'

/** The digest that a layout directory has under a tag; undefined where it has none, or is not there. Throws for what is no layout. */
export function taggedDigest(root: string, tag: string): string | undefined {
  const manifests = manifestsOf(readIndex(root))
  return manifests.find((manifest) => tagOf(manifest) === tag)?.digest
}

/** Gives a content of a layout directory a tag, which no other has then. */
export function tagContent(root: string, tag: string, descriptor: Descriptor): void {
  const index = readIndex(root)
  const others = manifestsOf(index).filter((manifest) => tagOf(manifest) !== tag)
  const annotations = { ...fieldsOf(descriptor['annotations']), [tagKey]: tag }
  const manifests = [...others, { ...descriptor, annotations }]
  mkdirSync(root, { recursive: true })
  writeAtOnce(
    join(root, 'index.json'),
    JSON.stringify({ schemaVersion: 2, mediaType: indexType, ...index, manifests }),
  )
  writeAtOnce(join(root, 'oci-layout'), JSON.stringify({ imageLayoutVersion: '1.0.0' }))
}

function readIndex(root: string): Readonly<Record<string, unknown>> {
  const path = join(root, 'index.json')
  const text = textAt(path)
  if (text === undefined) return {}
  try {
    return fieldsOf(JSON.parse(text))
  } catch (error) {
    throw new Error(`${path} is no index of contents`, { cause: error })
  }
}

function textAt(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw error
  }
}

function manifestsOf(index: Readonly<Record<string, unknown>>): readonly Descriptor[] {
  const { manifests } = index
  return Array.isArray(manifests) ? manifests.map(fieldsOf).filter(isDescriptor) : []
}

export function isDescriptor(fields: Readonly<Record<string, unknown>>): fields is Descriptor {
  return typeof fields['digest'] === 'string'
}

function tagOf({ annotations }: Descriptor): unknown {
  const fields = fieldsOf(annotations)
  const fullName = fields[fullNameKey]
  const afterColon = typeof fullName === 'string' ? /:([^:/]+)$/.exec(fullName)?.[1] : undefined
  return fields[tagKey] ?? afterColon
}

function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? { ...value } : {}
}

/** Who reads meanwhile sees the file as it was or as it is. */
function writeAtOnce(path: string, text: string): void {
  const temporary = `${path}.new`
  writeFileSync(temporary, text)
  renameSync(temporary, path)
}
