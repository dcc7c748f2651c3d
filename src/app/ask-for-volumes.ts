import type { Diagnostic } from '../diagnostics/diagnostic.ts'
import type { Plan } from '../planner/plan.ts'
import type { Loaded } from './load-project.ts'
import type { Surroundings } from './surroundings.ts'

export interface VolumeAnswers {
  /** Keys of volumes that are to be made anew. */
  readonly agreed: readonly string[]
  readonly undecided: Plan['kept']
}

export const nothingAsked: VolumeAnswers = { agreed: [], undecided: [] }

/** Consent was given beforehand. */
export function agreedTo(volumes: Plan['kept']): VolumeAnswers {
  return { agreed: volumes.flatMap((one) => (one.kind === 'container' ? [] : [one.key])), undecided: [] }
}

/** Asks for each volume whose definition changed whether its data may be lost. */
export async function askForVolumes({ host }: Surroundings, volumes: Plan['kept']): Promise<VolumeAnswers> {
  const agreed: string[] = []
  const undecided: Plan['kept'][number][] = []
  for (const volume of volumes) {
    const text = `Volume "${volume.name}" exists but doesn't match configuration in compose file. Recreate (data will be lost)?`
    const answer = await host.confirm({ text, default: false, flag: '--yes' })
    if (answer === 'unasked') undecided.push(volume)
    else if (answer && volume.kind !== 'container') agreed.push(volume.key)
  }
  return { agreed, undecided }
}

/** Why nothing is done: rather that than something the user may not want. */
export function undecidedVolumes(volumes: Plan['kept'], { origins }: Loaded): readonly Diagnostic[] {
  return volumes.map((volume) => {
    const span = volume.kind === 'container' ? undefined : origins.of(['volumes', volume.key])?.span
    return {
      code: 'CMP302',
      severity: 'error',
      message: `volume "${volume.name}" does not match its definition in the Compose file, and making it anew would lose its data`,
      hint: 'agree with "compose up --yes", or give the volume its old definition or a new name',
      ...(span === undefined ? {} : { span }),
    }
  })
}
