import { useState, type ReactNode } from 'react'
import type { Rule } from '../../core/rules.ts'
import { bridge } from '../bridge.ts'
import { RuleForm } from '../parts/RuleForm.tsx'
import { RuleTable } from '../parts/RuleTable.tsx'
import { Answered, Empty, Screen } from '../parts/Screen.tsx'
import { useAnswer } from '../useAnswer.ts'
import { counted } from '../words.ts'

type Editing = { readonly rule: Rule | null }

/** Which cost centre, project or workload charges belong to. Bills are never rewritten. */
export function Rules(): ReactNode {
  const asked = useAnswer(bridge.readRules)
  return <Answered asked={asked}>{(rules) => <RuleList rules={rules} />}</Answered>
}

function RuleList({ rules }: { rules: readonly Rule[] }): ReactNode {
  const [editing, edit] = useState<Editing | null>(null)
  const none = rules.length === 0
  const add = (
    <button
      type="button"
      className={none ? 'button first' : 'button'}
      onClick={() => {
        edit({ rule: null })
      }}
    >
      Add a rule
    </button>
  )
  return (
    <Screen
      name="Rules"
      answer={none ? 'No rule yet.' : `${counted(rules.length, 'rule')} in force.`}
      rests="Rules are applied when spend is read, in their order: for each of cost centre, project and workload the first that fits counts. Bills stay as they are."
      actions={none || editing !== null ? undefined : add}
    >
      {editing === null ? null : (
        <RuleForm
          key={editing.rule?.id ?? 0}
          rule={editing.rule}
          rules={rules}
          done={() => {
            edit(null)
            document.getElementById('stage')?.focus()
          }}
        />
      )}
      {none ? (
        editing === null ? (
          <Empty actions={add}>
            <p>
              A rule says which cost centre, project or workload charges belong to, by provider, account,
              project or model. Before you save it, it shows what it would move.
            </p>
          </Empty>
        ) : null
      ) : (
        <RuleTable
          rules={rules}
          edit={(rule) => {
            edit({ rule })
          }}
        />
      )}
    </Screen>
  )
}
