import type { ObservedVolume } from '../engine/observed.ts'
import { goJson } from './go-json.ts'
import type { Fields } from './go-template/functions.ts'
import { goText } from './go-template/functions.ts'
import { formatByTemplate } from './listing-template.ts'

const rawTemplate = 'name: {{.Name}}\ndriver: {{.Driver}}\n'
const usualTable = 'table {{.Driver}}\t{{.Name}}'
/** What the engine tells of volumes only where it is asked for disk usage, and only in a swarm. */
const untold = 'N/A'

/** Volumes as `docker volume ls` writes them: `table`, `json`, `table TEMPLATE` or a template. Throws `TemplateError`. */
export function formatVolumes(volumes: readonly ObservedVolume[], format: string): string {
  if (format === 'json') return volumes.map((volume) => `${goJson(fieldsOf(volume))}\n`).join('')
  const rows = volumes.map((volume): Fields => ({
    ...fieldsOf(volume),
    Label: (key) => volume.labels[goText(key)] ?? '',
  }))
  return formatByTemplate(rows, templateOf(format), headings)
}

function templateOf(format: string): string {
  if (format === '' || format === 'table') return usualTable
  return format === 'raw' ? rawTemplate : format
}

const headings: Fields = {
  Availability: 'AVAILABILITY',
  Driver: 'DRIVER',
  Group: 'GROUP',
  Label: (key) => key,
  Labels: 'LABELS',
  Links: 'LINKS',
  Mountpoint: 'MOUNTPOINT',
  Name: 'VOLUME NAME',
  Scope: 'SCOPE',
  Size: 'SIZE',
  Status: 'STATUS',
}

function fieldsOf({ name, driver, scope, mountPoint, labels }: ObservedVolume) {
  return {
    Availability: untold,
    Driver: driver,
    Group: untold,
    Labels: Object.entries(labels)
      .map(([key, value]) => `${key}=${value}`)
      .sort()
      .join(','),
    Links: untold,
    Mountpoint: mountPoint,
    Name: name,
    Scope: scope,
    Size: untold,
    Status: untold,
  }
}
