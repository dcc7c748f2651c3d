// Runs the program named on the command line and restarts it when a file beside it changes.
// ("node --watch" of Node 20 loses a file that an editor saves by writing a new one and renaming it.)
import { spawn } from 'node:child_process'
import { watch } from 'node:fs'

let child = start()
let pending

watch('.', () => {
  // An editor causes several events for one save.
  clearTimeout(pending)
  pending = setTimeout(restart, 100)
})

for (const signal of ['SIGTERM', 'SIGINT']) {
  process.on(signal, () => {
    child?.kill(signal)
    process.exit()
  })
}

function start() {
  const started = spawn(process.execPath, process.argv.slice(2), { stdio: 'inherit' })
  started.on('exit', (code) => {
    if (started === child && code !== null) console.log(`ended with code ${code}; waiting for a change`)
  })
  return started
}

function restart() {
  console.log('a file changed: restarting')
  const old = child
  child = undefined
  if (old.exitCode !== null || old.signalCode !== null) child = start()
  else old.once('exit', () => (child = start())).kill()
}
