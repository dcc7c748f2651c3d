import { putBack } from './launch.ts'
import { loadProgram } from './load-program.ts'

putBack(process.env)

void loadProgram(import.meta.filename)
  .runProcess()
  .then((code) => process.exit(code))
