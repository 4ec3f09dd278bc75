import { useMemo, useState, type ReactNode } from 'react'
import type { Edits } from '../../core/payback/ground.ts'
import { shortMonthText } from '../../core/payback/written.ts'
import type { PaybackEffect } from '../../core/routing/payback-effect.ts'
import { noFacts, type Scorecard as Card, type TextPart } from '../../core/routing/workload.ts'
import { explain } from '../../core/routing/words.ts'
import { bridge } from '../bridge.ts'
import { dayOnClock, percent, units } from '../figures.ts'
import {
  acceptanceIn,
  cardOf,
  editsWithout,
  effectsOf,
  type RoutedLine,
  type RoutingView,
} from '../routingView.ts'
import { acceptWords, differs, placeWords, told, withoutScore } from '../routingWords.ts'
import { useDeed } from '../useDeed.ts'
import { DoneMark, LookMark } from './Marks.tsx'
import { ProblemNotice } from './Screen.tsx'
import { WorkloadFactsForm } from './WorkloadFacts.tsx'

type Shows = {
  readonly line: RoutedLine
  readonly view: RoutingView
  readonly edits: Edits
  readonly changeEdits: (edits: Edits) => void
}

/** Why a workload should run where it should, with its numbers, and what accepting that does. */
export function Scorecard(shows: Shows): ReactNode {
  const { line, view } = shows
  const [editing, edit] = useState<'not yet' | 'now' | 'done'>('not yet')
  const card = useMemo(() => cardOf(line), [line])
  const { decided, accepting } = useMemo(() => effectsOf(view, line), [view, line])
  const isOpen = line.accepted === null || differs(line.verdict, line.accepted)
  const parts = useMemo(
    () => explain(card, view.currency, isOpen ? accepting : null),
    [card, view.currency, accepting, isOpen],
  )
  return (
    <div className="scorecard" role="group" aria-label={`Scorecard of ${line.work.id}`}>
      <div className="scorecard-words">
        {told(parts, 'decision').map((text) => (
          <h3 key={text}>{text}</h3>
        ))}
        {[...told(parts, 'rule'), ...told(parts, 'blocker')].map((text) => (
          <p key={text}>{text}</p>
        ))}
      </div>
      <Scores card={card} parts={parts} />
      <Money {...shows} effect={decided} />
      <Decide {...shows} parts={parts} isOpen={isOpen} />
      <div className="scorecard-more">
        <Told title="What would change it" texts={told(parts, 'flip')} />
        <Told
          title="How sure this is"
          texts={[
            ...told(parts, 'confidence'),
            ...told(parts, 'capacity'),
            ...told(parts, 'burst'),
            ...told(parts, 'reference'),
          ]}
        />
      </div>
      {editing === 'now' ? (
        <WorkloadFactsForm
          work={line.work}
          facts={line.facts ?? noFacts}
          done={() => {
            edit('done')
          }}
        />
      ) : (
        <div className="buttons">
          <button
            type="button"
            className="button"
            autoFocus={editing === 'done'}
            onClick={() => {
              edit('now')
            }}
          >
            {line.facts === null ? 'Say what is known of it' : 'Change what is known of it'}
          </button>
          {line.facts === null ? (
            <p className="quiet">Nothing was said of it yet: task, content and quality are assumed.</p>
          ) : null}
        </div>
      )}
    </div>
  )
}

const scoreNames = { cost: 'Cost', compliance: 'Compliance', capability: 'Capability' } as const
type ScoreName = keyof typeof scoreNames
const scoreOrder: readonly ScoreName[] = ['cost', 'compliance', 'capability']

const Scores = ({ card, parts }: { card: Card; parts: readonly TextPart[] }): ReactNode => (
  <dl className="scores">
    {scoreOrder.map((name) => (
      <div key={name}>
        <dt>{scoreNames[name]}</dt>
        <dd>
          <span className="score">
            {card.scores[name]}
            <span className="unseen"> of 100</span>
            <span className="score-bar" aria-hidden="true">
              <span style={{ inlineSize: `${String(card.scores[name])}%` }} />
            </span>
          </span>
          {told(parts, name).map((text) => (
            <span key={text} className="below">
              {withoutScore(text)}
            </span>
          ))}
        </dd>
      </div>
    ))}
  </dl>
)

const monthOf = ({ month0 }: PaybackEffect, month: number | null): string =>
  month === null ? 'never' : shortMonthText(month0, month)

const Money = ({ line, view, effect }: Shows & { effect: PaybackEffect }): ReactNode => {
  const { work, accepted } = line
  const acceptance = acceptanceIn(view, line)
  const share = accepted?.share ?? acceptance?.share ?? null
  return (
    <dl className="facts">
      <div>
        <dt>Bill a month</dt>
        <dd>{units(work.spend, view.currency)}</dd>
      </div>
      <div>
        <dt>Net saving a month</dt>
        <dd>
          {units(work.netSaving, view.currency)}
          <span className="below">after its energy, its bad answers and its part of the fixed cost</span>
        </dd>
      </div>
      <div>
        <dt>{accepted === null ? 'Would go to the rig' : 'Goes to the rig'}</dt>
        <dd>{share === null ? '–' : percent(share)}</dd>
      </div>
      <div>
        <dt>{accepted === null ? 'Payback if accepted' : 'Payback with it'}</dt>
        <dd>
          {monthOf(effect, effect.after.month)}
          <span className="below">
            {accepted === null ? 'now' : 'without it'} {monthOf(effect, effect.before.month)}
          </span>
        </dd>
      </div>
    </dl>
  )
}

function Decide({
  line,
  view,
  edits,
  changeEdits,
  parts,
  isOpen,
}: Shows & {
  parts: readonly TextPart[]
  /** The scorecard says something that was not accepted. */
  isOpen: boolean
}): ReactNode {
  const [deed, perform] = useDeed()
  const { accepted, work, verdict } = line
  const acceptance = acceptanceIn(view, line)
  return (
    <div className="decide">
      <p className="place" role="status">
        {accepted === null ? null : (
          <>
            {isOpen ? <LookMark /> : <DoneMark />}
            You accepted “{placeWords[accepted.decision]}” on {dayOnClock(accepted.acceptedAt)}.{' '}
            {isOpen ? 'The scorecard now says otherwise.' : 'Payback counts with it.'}
          </>
        )}
      </p>
      <div className="buttons">
        {isOpen ? (
          <button
            type="button"
            className="button first"
            disabled={deed.state === 'doing' || acceptance === null}
            onClick={() => {
              perform(bridge.acceptDecision(work.id, acceptance), () => {
                changeEdits(editsWithout(edits, work.id))
              })
            }}
          >
            {acceptWords[verdict.decision]}
          </button>
        ) : null}
        {accepted === null ? null : (
          <button
            type="button"
            className="button"
            disabled={deed.state === 'doing'}
            onClick={() => {
              perform(bridge.acceptDecision(work.id, null))
            }}
          >
            Take the decision back
          </button>
        )}
        {told(parts, 'payback').map((text) => (
          <p key={text} className="quiet">
            {text}
          </p>
        ))}
      </div>
      {deed.state === 'refused' ? <ProblemNotice problem={deed.problem} /> : null}
    </div>
  )
}

const Told = ({ title, texts }: { title: string; texts: readonly string[] }): ReactNode => (
  <div>
    <h4>{title}</h4>
    <ul>
      {texts.map((text) => (
        <li key={text}>{text}</li>
      ))}
    </ul>
  </div>
)
