import { goJson } from './go-json.ts'
import { printable } from './style.ts'
import { formatTable, wide } from './table.ts'

export interface ProjectView {
  readonly name: string
  readonly status: string
  readonly configFiles: string
}

export function formatProjectsTable(projects: readonly ProjectView[]): string {
  const rows = projects.map(({ name, status, configFiles }) => [name, status, configFiles].map(printable))
  return formatTable([['NAME', 'STATUS', 'CONFIG FILES'], ...rows], wide)
}

/** One array, with the keys Docker Compose prints. */
export function formatProjectsJson(projects: readonly ProjectView[]): string {
  const objects = projects.map(({ name, status, configFiles }) => ({
    Name: name,
    Status: status,
    ConfigFiles: configFiles,
  }))
  return `${goJson(objects)}\n`
}
