import { fingerprintOf, type Mapping } from '../src/core/mapping.ts'

const plain: Omit<Mapping, 'fingerprint' | 'columns'> = {
  version: 1,
  title: 'Mapped',
  serviceProviderName: 'Mapped',
  account: '',
  separator: ',',
  dataset: 'cost',
  currency: 'USD',
  unit: null,
  dateFormat: 'iso',
  decimalMark: '.',
  amountUnit: 'units',
  sign: 'charges-positive',
  rowsToLeaveOut: [],
}

const columns = {
  date: 'Day',
  amount: null,
  currency: null,
  service: null,
  project: null,
  quantity: null,
  unit: null,
}

/** A bill that no dialect knows, and what the user says its columns mean. */
function mappedBill(
  name: string,
  rows: readonly string[],
  said: Omit<Mapping, keyof typeof plain | 'fingerprint'> & Partial<Mapping>,
) {
  const mapping: Mapping = { ...plain, ...said, fingerprint: '' }
  const header = (rows[0] ?? '').split(mapping.separator)
  return {
    name,
    bytes: Buffer.from(`${rows.join('\n')}\n`),
    mapping: { ...mapping, title: name, serviceProviderName: name, fingerprint: fingerprintOf(header) },
  }
}

/** The ways a mapping differs: decimal comma and euros, a bank's signs and its rows to leave out, cents, counts. */
export const mappedBills = [
  mappedBill(
    'mistral.csv',
    [
      'Tag;Modell;Projekt;Betrag;Tokens',
      '01.07.2026;mistral-large;Suche;1.234,56 €;1.000',
      '02.07.2026;mistral-large;Suche;0,125;20',
      '03.07.2026;codestral;;-5,00 EUR;0',
      '04.07.2026;codestral;Chat;12,00-;7',
    ],
    {
      columns: {
        ...columns,
        date: 'Tag',
        amount: 'Betrag',
        service: 'Modell',
        project: 'Projekt',
        quantity: 'Tokens',
      },
      separator: ';',
      currency: 'EUR',
      unit: 'Tokens',
      dateFormat: 'd.m.y',
      decimalMark: ',',
    },
  ),
  mappedBill(
    'card.csv',
    [
      'Card,Transaction Date,Description,Type,Amount,Memo',
      '1234,07/02/2026,ANTHROPIC* CLAUDE SUB,Sale,-20.00,',
      '1234,07/02/2026,ANTHROPIC* CLAUDE SUB,Sale,-20.00,',
      '1234,07/05/2026,OPENAI *CHATGPT,Sale,"-1,020.50",team',
      '1234,07/06/2026,COFFEE,Sale,-3.10,',
      '1234,07/09/2026,OPENAI REFUND,Return,5.25,',
      '1234,07/31/2026,PAYMENT OPENAI,Payment,1000.00,',
    ],
    {
      columns: { ...columns, date: 'Transaction Date', amount: 'Amount', service: 'Description' },
      dateFormat: 'm/d/y',
      sign: 'charges-negative',
      rowsToLeaveOut: [
        { column: 'Type', when: 'is', texts: ['Payment'] },
        { column: 'Description', when: 'lacks', texts: ['anthropic', 'openai'] },
      ],
    },
  ),
  mappedBill(
    'cents.csv',
    [
      'Day,Model,Cents,Currency,Note',
      '2026-07-01,grok-4,123456,usd,',
      '2026-07-02,grok-4,0.5,EUR,half',
      '2026-07-03,grok-4,-25,USD,back',
      ',,,,',
      'Total,,123431.5,USD,',
    ],
    {
      columns: { ...columns, amount: 'Cents', currency: 'Currency', service: 'Model' },
      currency: null,
      amountUnit: 'cents',
      rowsToLeaveOut: [{ column: 'Day', when: 'is', texts: ['total'] }],
    },
  ),
  mappedBill(
    'counts.tsv',
    [
      'Day\tModel\tCount\tUnit',
      '2026-07\tllama\t1200\tTokens',
      '2026-08\tllama\t1,5\tRequests',
      '2026-09\tllama\t\t',
    ],
    {
      columns: { ...columns, service: 'Model', quantity: 'Count', unit: 'Unit' },
      separator: '\t',
      dataset: 'usage',
      currency: null,
      unit: 'Tokens',
      dateFormat: 'y-m',
      decimalMark: ',',
    },
  ),
]
