// Plain JavaScript, so that a Node that cannot read TypeScript gets a sentence instead of a stack trace.
import process from 'node:process'

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
if (major > 22 || (major === 22 && minor >= 18)) {
  await import('./start.ts')
} else {
  process.stderr.write(`Breakwatt needs Node 22.18 or newer; this is Node ${process.versions.node}.\n`)
  process.exitCode = 1
}
