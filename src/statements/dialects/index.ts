import type { Dialect } from '../dialect.ts'
import { anthropicCost } from './anthropic-cost.ts'
import { anthropicUsage } from './anthropic-usage.ts'
import { awsCostExplorer } from './aws-cost-explorer.ts'
import { awsCur2 } from './aws-cur-2.ts'
import { awsCur } from './aws-cur.ts'
import { azureCostAnalysis } from './azure-cost-analysis.ts'
import { azureCostDetails } from './azure-cost-details.ts'
import { cursorRequests } from './cursor-requests.ts'
import { cursorUsage } from './cursor-usage.ts'
import { deepseekCost } from './deepseek-cost.ts'
import { deepseekUsage } from './deepseek-usage.ts'
import { fireworksCosts } from './fireworks-costs.ts'
import { fireworksUsage } from './fireworks-usage.ts'
import { focus } from './focus.ts'
import { githubCopilotRequests } from './github-copilot-requests.ts'
import { githubUsage } from './github-usage.ts'
import { googleBigquery } from './google-bigquery.ts'
import { googleCostTable } from './google-cost-table.ts'
import { googleReports } from './google-reports.ts'
import { litellmSpendLogs } from './litellm-spend-logs.ts'
import { litellmUsage } from './litellm-usage.ts'
import { openaiCost } from './openai-cost.ts'
import { openaiUsage } from './openai-usage.ts'
import { openrouterActivity } from './openrouter-activity.ts'
import { oracleCost } from './oracle-cost.ts'
import { refusedForms } from './refused-forms.ts'

export const dialects: readonly Dialect[] = [
  openaiCost,
  openaiUsage,
  anthropicCost,
  anthropicUsage,
  focus,
  awsCur,
  awsCur2,
  awsCostExplorer,
  azureCostDetails,
  azureCostAnalysis,
  oracleCost,
  googleBigquery,
  googleReports,
  googleCostTable,
  openrouterActivity,
  litellmUsage,
  litellmSpendLogs,
  deepseekCost,
  deepseekUsage,
  cursorUsage,
  cursorRequests,
  githubUsage,
  githubCopilotRequests,
  fireworksUsage,
  fireworksCosts,
  ...refusedForms,
]

/** The dialect that a header belongs to; null for a file of another kind. */
export function dialectOf(header: readonly string[]): Dialect | null {
  const names = new Set(header)
  return dialects.find((dialect) => dialect.recognises(names)) ?? null
}
