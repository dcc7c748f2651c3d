import type { ObservedImage } from '../../engine/observed.ts'

const minuteMs = 60_000
const unitsMs: Readonly<Record<string, number>> = {
  s: 1000,
  m: minuteMs,
  h: 60 * minuteMs,
  d: 24 * 60 * minuteMs,
  w: 7 * 24 * 60 * minuteMs,
}

/** How old an image may be under `daily`, `weekly` and `every_1d12h`; undefined for policies without a time. Section 4.6. */
export function refreshAfterMs(policy: string | undefined): number | undefined {
  if (policy === 'daily') return unitsMs['d']
  if (policy === 'weekly') return unitsMs['w']
  if (policy?.startsWith('every_') !== true) return undefined
  const parts = [...policy.slice('every_'.length).matchAll(/(\d+)([wdhms])/g)]
  return parts.reduce((sum, [, count, unit = '']) => sum + Number(count) * (unitsMs[unit] ?? 0), 0)
}

/** Whether an image got its name so long ago that its policy wants it fetched again. Where the engine does not know, it is not old. */
export function isDue({ taggedAt }: ObservedImage, policy: string | undefined, unixMs: number): boolean {
  const afterMs = refreshAfterMs(policy)
  if (afterMs === undefined || taggedAt === undefined) return false
  const taggedMs = Date.parse(taggedAt)
  return Number.isFinite(taggedMs) && taggedMs + afterMs < unixMs
}

/** Whether an image is of the platform that a service asks for: `linux/arm64/v8`, `linux/amd64`. */
export function isOfPlatform(image: ObservedImage, platform: string | undefined): boolean {
  if (platform === undefined) return true
  const wanted = platform.toLowerCase().split('/')
  if (wanted.length === 1)
    return [image.os, image.architecture].map(commonName).includes(commonName(platform))
  const [os = '', architecture = '', variant] = wanted
  return (
    os === image.os &&
    commonName(architecture) === commonName(image.architecture) &&
    (variant ?? usualVariant(architecture)) === (image.variant ?? usualVariant(image.architecture))
  )
}

const commonNames: Readonly<Record<string, string>> = { x86_64: 'amd64', aarch64: 'arm64', i386: '386' }

function commonName(architecture: string): string {
  const name = architecture.toLowerCase()
  return commonNames[name] ?? name
}

/** What an image that says nothing of it is taken to be. */
function usualVariant(architecture: string): string | undefined {
  const name = commonName(architecture)
  if (name === 'arm64') return 'v8'
  return name === 'arm' ? 'v7' : undefined
}
