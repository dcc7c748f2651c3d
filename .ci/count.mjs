// node count.mjs REPORT EXIT-CODE: prints "N passed, N failed" for a vitest run. A skipped test counts as failed, and so does a run
// without a report, or one that failed although no test did (a file that does not load, an error outside of tests).
import { existsSync, readFileSync } from 'node:fs'

const [file, code] = process.argv.slice(2)
const report = existsSync(file)
  ? JSON.parse(readFileSync(file, 'utf8'))
  : { numPassedTests: 0, numTotalTests: 0 }
const failed = report.numTotalTests - report.numPassedTests
const isBroken = failed === 0 && (code !== '0' || report.numTotalTests === 0)
console.log(`${report.numPassedTests} passed, ${isBroken ? 1 : failed} failed`)
