import { textOrNull, remembered, type Dialect } from '../dialect.ts'
import { lineItems } from './aws-line-items.ts'
import { textIn } from './cells.ts'
import { aws } from './sellers.ts'

const title = 'an AWS Cost and Usage Report with column names in snake_case'

/**
 * CUR 2.0 of AWS Data Exports, and the legacy report as Athena and Parquet name its columns. They differ in
 * where the product's name is: CUR 2.0 keeps it in the JSON of `product`, Athena in `product_product_name`.
 */
export const awsCur2: Dialect = {
  name: 'aws-cur-2',
  version: 3,
  title,
  dataset: 'cost',
  exportName: 'aws-cur',
  seller: aws,
  recognises: (header) => header.has('line_item_unblended_cost') && header.has('line_item_usage_start_date'),
  open: (columns) => {
    const product = columns.find('product')
    const productName = columns.find('product_product_name')
    const nameInJson = remembered(productNameIn)
    return lineItems(
      columns,
      title,
      snakeCased,
      (row) => textIn(row, productName) ?? (product === null ? null : nameInJson(row.name(product))),
    )
  },
}

/** `savingsPlan/UsedCommitment` as `savings_plan_used_commitment`, `ReservationARN` as `reservation_a_r_n`. */
const snakeCased = (name: string): string =>
  name
    .split('/')
    .map((part) => part.replaceAll(/(?!^)[A-Z]/g, (capital) => `_${capital}`).toLowerCase())
    .join('_')

/** The name in `{"product_name":"AWS CloudTrail"}`; null for a cell that is no such thing. */
function productNameIn(cell: string): string | null {
  let product: unknown
  try {
    product = JSON.parse(cell)
  } catch {
    return null
  }
  if (typeof product !== 'object' || product === null || !('product_name' in product)) return null
  return typeof product.product_name === 'string' ? textOrNull(product.product_name) : null
}
