import { openSampleLedger } from '../flows/sample-ledger.ts'
import { alertsCommand } from './ledger-commands.ts'
import { failed, said, type Output, type Usage } from './output.ts'
import { paybackCommand } from './payback.ts'
import { spendCommand } from './spend.ts'

/** `sample`: the main job on made-up bills, in a ledger of its own that is deleted afterwards. */
export async function sampleCommand(now: number): Promise<Output | Usage> {
  const opened = await openSampleLedger(now)
  if (!opened.ok) return failed(opened.problem)
  const { ledger, discard } = opened.value
  try {
    const parts = [
      spendCommand(ledger, ['--by', 'month,provider']),
      paybackCommand(ledger, ['--preset', 'macstudio-m3ultra-256'], now),
      alertsCommand(ledger),
    ]
    const [spend, payback, alerts] = parts.map((part) => ('usage' in part ? said(null, part.usage) : part))
    return said(
      { sample: true, spend: spend?.json, payback: payback?.json, alerts: alerts?.json },
      [
        'Sample bills, made up; nothing is kept.',
        spend?.words,
        `Mac Studio M3 Ultra 256GB: ${payback?.words}`,
        alerts?.words,
      ].join('\n\n'),
    )
  } finally {
    discard()
  }
}
