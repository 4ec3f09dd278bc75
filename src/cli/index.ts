import { homedir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import type { Problem } from '../core/problem.ts'
import type { Result } from '../core/result.ts'
import { problemWords } from '../core/words.ts'
import { ledgerProblem, openLedger, openToRead, type Ledger } from '../ledger/open.ts'
import { importCommand } from './import.ts'
import { alertsCommand, checkCommand, statementsCommand, undoCommand } from './ledger-commands.ts'
import { mappingCommand } from './mapping.ts'
import { failed, said, shownLines, type Output, type Usage } from './output.ts'
import { asksAboutFile, paybackCommand, scenarioCommand } from './payback.ts'
import { ratesCommand } from './rates.ts'
import { rebuildCommand } from './rebuild.ts'
import { rigCommand } from './rig.ts'
import { routingCommand } from './routing.ts'
import { rulesCommand } from './rules.ts'
import { sampleCommand } from './sample.ts'
import { sourcesCommand } from './sources.ts'
import { spendCommand } from './spend.ts'
import { tieOutCommand } from './tie-out.ts'

const usage = `breakwatt <command> [--ledger FILE] [--json | --no-json]

  import FILE… [--dry-run] [--replace | --as NAME] [--mapping FILE]
                                    import bills and usage exports, or only say what importing would do
  statements                        what was imported
  tie-out --statement ID [--total AMOUNT --currency CODE | --forget]
                                    hold a statement against what its invoice adds up to
  sources [--provider P --month M --use NAME | all | rule]
                                    which of several exports of the same money counts
  undo | redo --statement ID        take an import out of the count, or back into it
  spend --by month[,provider][,service][,project][,category][,costCentre][,workload][,ruledProject]
        [--in CURRENCY] [--rules-as-of DAY] [--csv]
  rates import FILE | set | remove | list
  rules list | add | remove | try
  payback --preset NAME | --rig NAME [--price P] [--watts W] [--price-per-kwh X] [--share S]
  payback --scenario FILE           in which month it pays off, and what that rests on; both take
        [--monte-carlo N [--seed S]] [--tornado]
  routing --workload FILE [--currency CODE]    what should run on the rig, on the API, on both, and why
  rig add | change | buy | show | list | remove | enter | tariff | energy | tokens
  mapping guess | list | save | export | remove    what the columns of any other file mean
  alerts                            growth worth telling
  check                             integrity, and every statement against its file
  rebuild                           make the ledger anew from the archived originals
  sample                            the main job on made-up bills; nothing is kept

Without --ledger the app's own ledger is used. A terminal gets words, a program JSON; --json and
--no-json decide otherwise. See docs/cli.md.`

type Command = (
  ledger: Ledger,
  args: readonly string[],
  now: number,
) => Promise<Output | Usage> | Output | Usage

/** Refuses what a command does not take, where it takes nothing. */
const alone =
  (command: Command): Command =>
  (ledger, args, now) => {
    parseArgs({ args: [...args], options: {} })
    return command(ledger, args, now)
  }

const commands: Readonly<Record<string, Command>> = {
  import: importCommand,
  statements: alone(statementsCommand),
  'tie-out': tieOutCommand,
  sources: sourcesCommand,
  undo: undoCommand(true),
  redo: undoCommand(false),
  spend: spendCommand,
  payback: paybackCommand,
  rig: (ledger, args, now) => {
    const answer = rigCommand(ledger, args, now)
    if (answer.ok) return said(answer.value.json, answer.value.words)
    return answer.problem.kind === 'usage' ? { usage: answer.problem.message } : failed(answer.problem)
  },
  routing: routingCommand,
  rates: ratesCommand,
  rules: rulesCommand,
  mapping: mappingCommand,
  alerts: alone(alertsCommand),
  check: alone(checkCommand),
  rebuild: alone(rebuildCommand),
}

type Line = {
  readonly name: string
  readonly args: readonly string[]
  readonly ledgerFile: string
  readonly json: boolean
}

/** Takes the options every command has out of the command line. */
function readLine(line: readonly string[]): Line | Usage {
  const args: string[] = []
  let ledgerFile: string | null = null
  let json = !process.stdout.isTTY
  for (let at = 0; at < line.length; at += 1) {
    const word = line[at] ?? ''
    if (word === '--json' || word === '--no-json') json = word === '--json'
    else if (word === '--ledger') {
      ledgerFile = line[at + 1] ?? ''
      at += 1
    } else if (word.startsWith('--ledger=')) ledgerFile = word.slice('--ledger='.length)
    else args.push(word)
  }
  if (ledgerFile === '') return { usage: '--ledger needs a file' }
  const [name = '', ...rest] = args
  return { name, args: rest, ledgerFile: ledgerFile ?? ownLedger(), json }
}

/** Where the app keeps its ledger: Electron's userData folder. */
function ownLedger(): string {
  const home = homedir()
  const folders: Partial<Record<NodeJS.Platform, string>> = {
    darwin: join(home, 'Library', 'Application Support'),
    win32: process.env['APPDATA'] ?? join(home, 'AppData', 'Roaming'),
  }
  const folder = folders[process.platform] ?? process.env['XDG_CONFIG_HOME'] ?? join(home, '.config')
  return join(folder, 'Breakwatt', 'ledger.sqlite')
}

async function run(line: Line): Promise<Output | Usage> {
  try {
    return await runCommand(line)
  } catch (thrown) {
    const isUsage =
      thrown instanceof TypeError && 'code' in thrown && String(thrown.code).startsWith('ERR_PARSE_ARGS')
    if (isUsage) return { usage: thrown.message }
    const problem = ledgerProblem(line.ledgerFile, thrown)
    if (problem) return failed(problem)
    throw thrown
  }
}

/** A scenario of a file and the sample need no ledger of the user's, and make none. */
async function runCommand({ name, args, ledgerFile }: Line): Promise<Output | Usage> {
  if (name === 'sample') return sampleCommand(Date.now())
  if (name === 'payback' && asksAboutFile(args)) return scenarioCommand(args, Date.now())
  const command = commands[name]
  if (!command) return { usage: name === '' ? 'which command?' : `there is no command ${name}` }
  const opened = openFor(name, ledgerFile)
  if (!opened.ok) return failed(opened.problem)
  try {
    return await command(opened.value, args, Date.now())
  } finally {
    opened.value.close()
  }
}

/** Commands that write whatever is asked, also beside the ledger. */
const writing: ReadonlySet<string> = new Set(['import', 'rebuild'])

/** A ledger that may only be read is still read; what would write to it is refused, at the latest when it does. */
function openFor(name: string, file: string): Result<Ledger, Problem> {
  const opened = openLedger(file)
  const isToRead = !opened.ok && opened.problem.kind === 'ledger-read-only' && !writing.has(name)
  return isToRead ? openToRead(file) : opened
}

/**
 * Writes the answer; false where it could not be. Whoever closed the pipe has read enough, and there is nobody left to
 * tell when the errors have no room either.
 */
function written(text: string): Promise<boolean> {
  process.stderr.on('error', () => undefined)
  process.stdout.on('error', () => undefined)
  return new Promise((resolve) => {
    process.stdout.write(`${text}\n`, (failure) => {
      const code = failure && 'code' in failure ? failure.code : null
      if (!failure || code === 'EPIPE') {
        resolve(true)
        return
      }
      const why = code === 'ENOSPC' ? ': there is no room' : ''
      process.stderr.write(`The answer could not be written${why}. What the command did is done.\n`)
      resolve(false)
    })
  })
}

/** Exit codes: 0 done, 1 a problem (in words on stderr), 2 the command line was wrong. */
async function main(words: readonly string[]): Promise<number> {
  if (words.includes('--help') || words.includes('-h')) {
    return (await written(usage)) ? 0 : 1
  }
  const line = readLine(words)
  const answer = 'usage' in line ? line : await run(line)
  if ('usage' in answer) {
    process.stderr.write(`${shownLines(answer.usage)}\n\n${usage}\n`)
    return 2
  }
  const text =
    answer.csv ?? ('json' in line && line.json ? JSON.stringify(answer.json) : shownLines(answer.words))
  const isWritten = text === '' || (await written(text))
  for (const problem of answer.problems) process.stderr.write(`${problemWords(problem)}\n`)
  const holds = !('holds' in answer) || answer.holds !== false
  return isWritten && holds && answer.problems.length === 0 ? 0 : 1
}

process.exitCode = await main(process.argv.slice(2))
