import { useState, type ReactNode } from 'react'
import type { PlannedBill } from '../../core/import-plan.ts'
import { MapColumns } from '../screens/MapColumns.tsx'
import type { Import } from '../useImport.ts'
import { ImportStage } from './ImportStage.tsx'

/** The import as it stands; in its place what the columns of one of its files mean, while the user says it. */
export function MappingStage({
  imports,
  showStatements,
  children,
}: {
  imports: Import
  showStatements: () => void
  children: ReactNode
}): ReactNode {
  const [mapped, map] = useState<{ readonly plan: number; readonly bill: PlannedBill } | null>(null)
  const { importing, again } = imports
  const waiting = importing.state === 'planned' ? importing.waiting : null
  const leave = (): void => {
    map(null)
  }
  if (mapped !== null && waiting?.away === false && waiting.plan.id === mapped.plan)
    return (
      <MapColumns
        plan={mapped.plan}
        bill={mapped.bill.number}
        file={mapped.bill.file}
        planAgain={() => {
          leave()
          again()
        }}
        cancel={leave}
      />
    )
  return (
    <ImportStage
      imports={imports}
      showStatements={showStatements}
      mapColumns={(bill) => {
        if (waiting !== null) map({ plan: waiting.plan.id, bill })
      }}
    >
      {children}
    </ImportStage>
  )
}
