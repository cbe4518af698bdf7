/**
 * Peoples, faiths and countries as they are written in English. Countries come from the runtime's own list of regions, so
 * that none is forgotten; for what their people are called there is no such list.
 */
const peoples = `afghan african albanian algerian american angolan arab armenian asian australian austrian azerbaijani
bangladeshi barbadian belarusian belgian black bolivian bosnian brazilian bulgarian burmese cambodian cameroonian
canadian caribbean chilean chinese colombian congolese croatian cuban cypriot czech danish dominican dutch ecuadorian
egyptian emirati eritrean estonian ethiopian filipino finnish french gambian georgian german ghanaian greek
grenadian guinean gujarati guyanese gypsy haitian hungarian indian indonesian iranian iraqi irish israeli italian
ivorian jamaican japanese jordanian kashmiri kazakh kenyan korean kosovan kurdish kuwaiti latvian lebanese liberian
libyan lithuanian malawian malaysian maltese mauritian mexican moldovan mongolian moroccan mozambican namibian nepali
nepalese nigerian norwegian oromo pakistani palestinian pashtun peruvian polish portuguese punjabi roma romany
romanian russian rwandan saudi senegalese serbian slovak slovakian slovenian somali spanish sudanese swedish
swiss sylheti syrian taiwanese tajik tamil tanzanian thai tibetan tigrayan traveller trinidadian tunisian turkish
ugandan ukrainian uyghur uzbek venezuelan vietnamese white yazidi yemeni yoruba zambian zimbabwean
bahraini bajan baloch bangla beninese bengali berber bhutanese botswanan burundian chadian fijian gabonese guatemalan
hausa hazara honduran icelandic igbo kyrgyz laotian macedonian malagasy malian mauritanian mirpuri montenegrin
nicaraguan omani panamanian papuan paraguayan pathan qatari salvadoran samoan sierra-leonean sindhi singaporean
sri-lankan surinamese swazi togolese tongan turkmen uruguayan zulu
jewish muslim hindu sikh christian catholic buddhist`

/** What somebody may be: 'Eritrean', 'Sikh'. */
export const origins = `(?:${peoples
  .replaceAll('-', '[ -]')
  .split(/\s+(?![^[]*\])/)
  .join('|')})`

/** Those that in a text about families say what a family is, even without a word for a person beside them. */
export const minorities =
  '(?:white|black|asian|arab|african|caribbean|roma|romany|gypsy|traveller|polish|romanian|somali|pakistani|bangladeshi|indian|chinese|nigerian|eritrean|syrian|afghan|kurdish|vietnamese|albanian|ukrainian|lithuanian|irish|jewish|muslim|hindu|sikh|christian|catholic|buddhist)'

/** At home, and where a name is as often something else. */
const notOrigins = new Set(['GB', 'EZ', 'EU', 'UN', 'QO', 'ZZ', 'XA', 'XB', 'IM', 'JE', 'GG'])

function allCountries(): string[] {
  const names = new Intl.DisplayNames(['en-GB'], { type: 'region', fallback: 'none' })
  const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ']
  const codes = letters.flatMap(first => letters.map(second => `${first}${second}`))
  const named = codes.flatMap(code => (notOrigins.has(code) ? [] : (names.of(code) ?? [])))
  // 'Congo - Kinshasa', 'Myanmar (Burma)' and 'Hong Kong SAR China' are written otherwise.
  const plain = named.flatMap(name => name.split(/ - | \(|\)| SAR | & /)).filter(name => name.length > 3)
  return [...new Set([...plain, 'Kurdistan', 'Kashmir', 'Kosovo', 'Ivory Coast', 'Burma', 'Tibet', 'Tigray'])]
}

const literal = (name: string): string => name.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)

/** Where somebody may be from. */
export const countries = `(?:${allCountries().map(literal).join('|')})`

/** At home, or where a name is as often a word. */
const notForeign = new Set(['English', 'Welsh', 'Scottish Gaelic', 'Cornish', 'Manx'])

function allLanguages(): string[] {
  const names = new Intl.DisplayNames(['en-GB'], { type: 'language', fallback: 'none' })
  const letters = [...'abcdefghijklmnopqrstuvwxyz']
  const named = letters.flatMap(first => letters.flatMap(second => names.of(`${first}${second}`) ?? []))
  return [...new Set(named)].filter(name => name.length > 3 && !notForeign.has(name))
}

/** What somebody may speak. */
export const languages = `(?:${allLanguages().map(literal).join('|')})`
