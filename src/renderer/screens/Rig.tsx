import { useEffect, useState, type ReactNode } from 'react'
import type { RigView } from '../../contract/bridge.ts'
import type { LivePower } from '../../core/rig.ts'
import { bridge } from '../bridge.ts'
import { kwh, money, monthLong, percent } from '../figures.ts'
import { AddRig } from '../parts/AddRig.tsx'
import { RigCard } from '../parts/RigCard.tsx'
import { Empty, Screen } from '../parts/Screen.tsx'
import { counted } from '../words.ts'

/** The user's own machines: what they draw, month by month, and what that costs. */
export function Rig({ view }: { view: RigView }): ReactNode {
  const [adding, setAdding] = useState(false)
  const [news, setNews] = useState<ReadonlyMap<number, LivePower>>(new Map())
  useEffect(
    () =>
      bridge.onNews('power:read', (live) => {
        setNews((before) => new Map(before).set(live.rigId, live))
      }),
    [],
  )
  const liveOf = (rigId: number): LivePower | undefined =>
    news.get(rigId) ?? view.live.find((live) => live.rigId === rigId)
  const none = view.rigs.length === 0
  const add = (
    <button
      type="button"
      className={none ? 'button first' : 'button'}
      onClick={() => {
        setAdding(true)
      }}
    >
      Add a rig
    </button>
  )
  return (
    <Screen
      name="Rig"
      answer={none ? 'No rig yet.' : rigWords(view)}
      rests="nvidia-smi measures the GPU boards only; processor, memory, fans and the loss of the power supply come on top. A plug meter’s kWh, entered by the month, holds everything."
      actions={adding || none ? undefined : add}
    >
      {adding ? (
        <AddRig
          done={() => {
            setAdding(false)
          }}
        />
      ) : null}
      {none && !adding ? (
        <Empty actions={add}>
          <p>
            A machine of your own will be listed here with its energy, its hours and what its electricity
            costs by month. Payback then reckons with what was measured.
          </p>
        </Empty>
      ) : null}
      {view.rigs.map((rig) => (
        <RigCard
          key={rig.id}
          rig={rig}
          months={view.months.filter((month) => month.rigId === rig.id)}
          served={view.served.filter((entry) => entry.rigId === rig.id)}
          live={liveOf(rig.id)}
        />
      ))}
    </Screen>
  )
}

/** The newest month whose energy is known; how many rigs where there are several. */
function rigWords({ rigs, months }: RigView): string {
  if (rigs.length > 1)
    return `${counted(rigs.length, 'rig')}, ${rigs.filter((rig) => rig.metered).length} metered.`
  const known = months.find((month) => month.kwh !== null)
  if (known?.kwh == null) return `${rigs[0]?.name ?? ''}: no energy is known yet.`
  const cost =
    known.energyCost === null ? '' : ` for ${money(known.energyCost.nanos, known.energyCost.currency)}`
  const coverage = known.coverage < 0.995 ? `, known for ${percent(known.coverage)} of its hours` : ''
  return `${kwh(known.kwh)} in ${monthLong(known.month)}${cost}${coverage}.`
}
