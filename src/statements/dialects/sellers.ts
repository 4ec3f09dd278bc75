/**
 * The clouds that both their own exports and FOCUS files are of: one name each, so that the forms of one bill are one
 * seller's and its money counts once.
 */
export const aws = 'AWS'
export const microsoft = 'Microsoft'
export const googleCloud = 'Google Cloud'
export const oracle = 'Oracle'

/** Without capitals, marks and what follows from the kind of company. */
const otherNames: ReadonlyMap<string, string> = new Map([
  ['aws', aws],
  ['amazon', aws],
  ['amazon aws', aws],
  ['amazon web services', aws],
  ['amazon web services aws', aws],
  ['aws amazon web services', aws],
  ['microsoft', microsoft],
  ['microsoft azure', microsoft],
  ['azure', microsoft],
  ['ms azure', microsoft],
  ['google cloud', googleCloud],
  ['google cloud platform', googleCloud],
  ['google cloud platform gcp', googleCloud],
  ['gcp', googleCloud],
  ['google', googleCloud],
  ['oracle', oracle],
  ['oracle cloud', oracle],
  ['oracle cloud infrastructure', oracle],
  ['oracle cloud infrastructure oci', oracle],
  ['oci', oracle],
])

/** `Inc.`, and the branches that write the invoices: `Amazon Web Services EMEA SARL`, `Microsoft Ireland Operations Limited`. */
const companyWords =
  /(?:^| )(?:inc|incorporated|llc|ltd|limited|pty|pvt|private|corp|corporation|company|co|sarl|gmbh|kk|emea|ireland|operations|india|japan|australia|canada|america|international)(?= |$)/g

/** A seller as the clouds' own exports name it; any other as it is written. */
export function sellerNamed(text: string): string {
  const plain = text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
  return otherNames.get(plain.replaceAll(companyWords, '').trim()) ?? text
}
