import type { ChargeCategory } from '../../core/charge.ts'

/** Without capitals and accents. */
const plain = (text: string): string =>
  text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase().replaceAll(/\s+/g, ' ').trim()

const words: Readonly<Record<'Tax' | 'Credit' | 'Adjustment' | 'Purchase', readonly string[]>> = {
  Tax: [
    ...[
      'tax',
      'taxes',
      'vat',
      'gst',
      'impuesto',
      'impuestos',
      'taxe',
      'impôt',
      'impôts',
      'steuer',
      'steuern',
    ],
    ...[
      'imposta',
      'imposte',
      'tassa',
      'tasse',
      'imposto',
      'impostos',
      'tributos',
      'pajak',
      'vergi',
      'vergiler',
    ],
    ...['税', '税金', '税额', '税费', '税款', '消費税', '稅', '稅金', '稅款', '稅額', '세금', '부가세'],
  ],
  Credit: [
    ...['credit', 'credits', 'crédito', 'créditos', 'crédits', 'credito', 'crediti', 'gutschrift'],
    ...[
      'gutschriften',
      'guthaben',
      'kredit',
      'kredi',
      'krediler',
      'クレジット',
      '抵扣',
      '抵扣金',
      '抵扣金额',
    ],
    ...['积分', '信用', '點數', '抵用金', '額度', '크레딧'],
  ],
  Adjustment: [
    ...['refund', 'refunds', 'reembolso', 'reembolsos', 'remboursement', 'remboursements', 'erstattung'],
    ...['erstattungen', 'rückerstattung', 'rückerstattungen', 'rimborso', 'rimborsi', 'pengembalian dana'],
    ...['iade', 'iadeler', '返金', '払い戻し', '退款', '환불'],
  ],
  Purchase: [
    ...[
      'fee',
      'upfront fee',
      'recurring reservation fee',
      'upfront reservation fee',
      'reservation recurring fee',
    ],
    ...['savings plan upfront fee', 'savings plan recurring fee', 'savings plans upfront fee'],
    ...['savings plans recurring fee', 'other out-of-cycle charges', 'out-of-cycle charges'],
  ],
}

const categories: ReadonlyMap<string, ChargeCategory> = new Map(
  Object.entries(words).flatMap(([category, names]) =>
    names.map((name) => [plain(name), category as keyof typeof words] as const),
  ),
)

/** `Bundled discount`, `Enterprise discount program discount`, and in the console's other languages. */
const discount = /\bdiscount$|^(?:descuento|desconto|remise|sconto)\b|rabatt$|割引$|折扣$|할인$/

/** What a group of Cost Explorer is of, by the name of its charge type in the languages of the console. */
export function categoryOfGroup(name: string): ChargeCategory {
  const text = plain(name)
  return categories.get(text) ?? (discount.test(text.normalize('NFC')) ? 'Adjustment' : 'Usage')
}
