import { rememberedCell, textOrNull, type Dialect } from '../dialect.ts'
import { lineItems } from './aws-line-items.ts'
import { aws } from './sellers.ts'

const title = 'an AWS Cost and Usage Report'

/** The legacy Cost and Usage Report: columns `category/Name`, 94 to 201 of them by what the account uses. */
export const awsCur: Dialect = {
  name: 'aws-cur',
  version: 3,
  title,
  dataset: 'cost',
  seller: aws,
  recognises: (header) => header.has('lineItem/UnblendedCost') && header.has('lineItem/UsageStartDate'),
  open: (columns) => {
    const product = columns.find('product/ProductName')
    const readText = rememberedCell(textOrNull)
    return lineItems(
      columns,
      title,
      (name) => name,
      (row) => (product === null ? null : readText(row, product)),
    )
  },
}
