import { putBack } from './launch.ts'
import { runProcess } from './run-process.ts'

// The command in one file, for the folder of a docker CLI's plugins.
putBack(process.env)

void runProcess().then((code) => process.exit(code))
