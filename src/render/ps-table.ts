import type { ContainerView } from './container-view.ts'
import { formatPorts } from './ports-text.ts'
import { goQuoted } from './go-quoted.ts'
import { printable } from './style.ts'
import { formatTable } from './table.ts'
import { durationInWords } from './time-text.ts'

export interface PsOptions {
  readonly nowSeconds: number
  /** Ids and commands in full. */
  readonly noTrunc: boolean
}

const headings = ['NAME', 'IMAGE', 'COMMAND', 'SERVICE', 'CREATED', 'STATUS', 'PORTS']

/** The table of `compose ps`, column for column as Docker Compose prints it. */
export function formatPsTable(containers: readonly ContainerView[], options: PsOptions): string {
  const rows = containers.map((container) => [
    container.name,
    container.image,
    commandText(container, options),
    container.service,
    createdText(container, options),
    container.status,
    formatPorts(container.ports),
  ])
  return formatTable([headings, ...rows.map((row) => row.map(printable))])
}

/** Shortened to twenty characters, and in quotes as Go writes them. */
export function commandText({ command }: ContainerView, { noTrunc }: PsOptions): string {
  return goQuoted(noTrunc ? command : shorten(command, 20))
}

export function createdText({ createdAtSeconds }: ContainerView, { nowSeconds }: PsOptions): string {
  return `${durationInWords(nowSeconds - createdAtSeconds)} ago`
}

export function shorten(text: string, length: number): string {
  const characters = Array.from(text)
  return characters.length <= length ? text : `${characters.slice(0, length - 1).join('')}…`
}
