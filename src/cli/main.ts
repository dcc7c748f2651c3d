import { loadProgram } from './load-program.ts'

const { runProcess } = loadProgram(import.meta.url)
process.exit(await runProcess())
