import { conditions } from './conditions.ts'
import { countries, languages, minorities, origins } from './peoples.ts'

const numbers =
  'one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen'
const counts = `(?:\\d{1,2}|${numbers})`
const child =
  '(?:child|baby|babies|infant|newborn|toddler|boy|girl|teenager|youth|son|daughter|twin|brother|sister|sibling)'
/** 'Child A', as reviews write. */
const coded = `${child}(?: [A-Z]\\d?)?`
const monthOf = '(?:(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*,? )?(?:19|20)\\d\\d'
const relative = `(?:${child}|mother|father|parents|mum|dad|carer|grandmother|grandfather|grandparents|couple|she|he|who|family)`
const units = '(?:years?|yrs?|months?|mths?|weeks?|wks?|days?)'
const schoolYear = '(?:Reception|Nursery class|Year (?:[1-9]|1[0-3]))'
const place =
  '(?:Primary|Junior|Infant|Secondary|High|Grammar|Special)? ?(?:School|Academy|Nursery|College|Estate|Hospital|Children’s Home|Church|Mosque|Temple|Road|Street|Avenue|Lane|Close|Crescent|Park)'
const notPlaces =
  'January|February|March|April|May|June|July|August|September|October|November|December|Early|Child|Children|Health|Education|Police|Ofsted|NHS|CAMHS|England|The'

/**
 * What together may tell who a family is, though no name is given. Each is read in its own words, and a figure about
 * everybody ('children aged 0 to 5') is no detail of anybody.
 */
export const familyDetails: readonly { kind: string; patterns: readonly RegExp[] }[] = [
  {
    kind: 'age',
    patterns: [
      new RegExp(`\\b${counts}[- ]?${units}[- ]?olds?\\b`, 'i'),
      // '14yo', '11-y-o', '3 y/o'.
      /\b\d{1,2}[- ]?(?:y|m)[-/ ]?o\b/i,
      // 'A boy (6)', 'two siblings, 4 and 6,', 'baby 8 weeks'.
      new RegExp(`\\b${coded}s? ?\\((?:aged? )?${counts}(?: ${units})?\\)`, 'i'),
      new RegExp(`\\b${coded}s?, ${counts}(?: and ${counts})?(?=[,.;)]|$)`, 'i'),
      new RegExp(`\\b${coded},? (?:just |only |about )?${counts} ${units}\\b`, 'i'),
      new RegExp(`\\b${schoolYear} (?:pupil|student|child|boy|girl)\\b`, 'i'),
      new RegExp(`\\b(?:pupil|student|child|boy|girl|son|daughter) in ${schoolYear}\\b`, 'i'),
      /\b(?:pre-?school|primary[- ]school|secondary[- ]school|teenage|newborn) (?:pupil|child|boy|girl|baby|mother|father|mum|dad|refugee|asylum)\b/i,
      new RegExp(`\\b${child} of (?:just |only |about )?${counts} ${units}\\b`, 'i'),
      // 'Child A was 6'; 'she was born in April 2017', 'DOB 2017'.
      new RegExp(
        `\\b${coded} (?:was|is|turned) (?:only |just |about )?${counts}\\b(?! ?(?:%|of|or|per)|[.:]\\d)`,
        'i',
      ),
      new RegExp(`\\b(?:she|he|who|${coded})(?: was| is)? born (?:in )?${monthOf}\\b`, 'i'),
      new RegExp(`\\b(?:dob|d\\.o\\.b\\.?|date of birth)[: ]{0,2}(?:is |was )?(?:in )?${monthOf}\\b`, 'i'),
      // 'A child of 7 with autism', but not 'the child of two teachers'.
      new RegExp(
        `\\b${child} of (?:just |only |about )?${counts}(?=[,.;:)]|$| (?:with|whose|who|from|had|has|was|is|in|at|and|living|found|died)\\b)`,
        'i',
      ),
      new RegExp(
        `\\baged (?:just |only )?${counts}\\b(?! ?(?:-|to|and|or|years? (?:and|or))\\b| ?[-+])`,
        'i',
      ),
      /\b(?:was|is|turned|aged|only|just) (?:four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen)\b(?! (?:of|agencies|children|months?|weeks?|days?|actions|people))/i,
    ],
  },
  {
    kind: 'origin, ethnicity or faith',
    patterns: [
      new RegExp(
        `\\b(?:of|from an?|is|was|are|were|the|an?) (?:[\\w-]+ ){0,2}${minorities}\\b(?! (?:and|or|Country|History)\\b)`,
        'i',
      ),
      new RegExp(`\\b${relative} (?:is|was|are|were) (?:[\\w-]+ ){0,2}${origins}\\b`, 'i'),
      new RegExp(`\\bof (?:[\\w-]+ ){0,2}${origins} (?:heritage|origin|descent|background)\\b`, 'i'),
      new RegExp(
        `\\b${origins} (?:${child}|famil(?:y|ies)|mother|father|parents|mum|dad|carer|couple|heritage|community)\\b`,
        'i',
      ),
      new RegExp(`\\b${relative}\\b(?:,? [\\w’'-]+){0,4},? from (?:the )?${countries}\\b`, 'i'),
      new RegExp(`\\b(?:born|raised|grew up) in (?:the )?${countries}\\b`, 'i'),
      new RegExp(
        `\\b(?:fled|fleeing|emigrated|came|arrived|trafficked)(?: [\\w’'-]+){0,3} (?:from )?(?:the )?${countries}\\b`,
        'i',
      ),
      /\b(?:asylum[- ]seek(?:er|ing)|refugee|migrant) (?:child|boy|girl|famil(?:y|ies)|mother|father|teenager)\b/i,
      /\b(?:an?|teenage|young|unaccompanied|the) (?:asylum[- ]seeker|refugee)\b/i,
      // 'A primary school child, looked after, Bangladeshi'.
      new RegExp(`\\b${child}\\b[^.;]{0,40}, ${origins}\\b`, 'i'),
      new RegExp(`\\b(?:speaks?|spoke|speaking) (?:only |little |mainly )?${languages}\\b`),
      new RegExp(`\\b${languages}[- ]speaking (?:${child}|famil(?:y|ies)|mother|father|parents|mum|dad)\\b`),
      /\b(?:Jehovah’?'?s Witness(?:es)?|arrived in (?:the UK|England) from)\b/i,
    ],
  },
  {
    kind: 'illness or disability',
    patterns: [
      /\b(?:diagnos(?:ed|is) (?:with|of)|suffer(?:s|ed|ing) from|born with|treated for|registered (?:blind|deaf)|terminally ill)\b/i,
      /\b(?:h\.i\.v\.|(?:was|is|born) (?:deaf|blind)|(?:deaf|blind) (?:child|boy|girl|mother|father|parents))\b/i,
      new RegExp(`\\b${conditions}`, 'i'),
    ],
  },
  {
    kind: 'place or school',
    patterns: [
      new RegExp(`\\b(?!(?:${notPlaces})\\b)[A-Z][a-z’']+(?: [A-Z][a-z’']+){0,2} ${place}\\b`),
      new RegExp(
        `\\b(?:liv(?:es|ed|ing)|moved|born|died|stayed|found|attend(?:s|ed|ing)|pupil|grew up) (?:in|at|to|near) (?!(?:${notPlaces})\\b)(?:the )?[A-Z][a-z]+`,
      ),
      /\b(?:the|a) (?:village|hamlet|caravan site|traveller site|only school)\b/i,
    ],
  },
  {
    kind: 'family size or relationship',
    patterns: [
      new RegExp(
        `\\b(?:(?:youngest|eldest|oldest|middle|second|third|fourth|fifth|sixth|seventh) of ${counts}|${counts} (?:siblings|brothers|sisters|half-siblings)|(?:mother|father|parents?|family|mum|dad) (?:of|with|had|has|have) ${counts}(?: children)?)\\b`,
        'i',
      ),
      /\b(?:twins?|triplets?|only child|half-?(?:brother|sister|sibling)|step-?(?:father|mother|dad|mum|brother|sister)|(?:lone|single|teenage) (?:parent|mother|father|mum|dad)|(?:her|his|their) (?:grand(?:mother|father|parents)|uncle|aunt|cousin|older brother|older sister|younger brother|younger sister|baby brother|baby sister))\b/i,
    ],
  },
  {
    kind: 'unusual event',
    patterns: [
      /\b(?:house fire|arson|drown(?:ed|ing)|stab(?:bed|bing)|shot dead|shooting|murder(?:ed)?|manslaughter|hanged|strangled|poison(?:ed|ing)|overdose[ds]?|took (?:his|her|their) own li(?:fe|ves)|died by suicide|fell from|fall from (?:a|the)|dog attack|attacked by (?:a|the) dog|scald(?:ed|ing)|car crash|road traffic collision|found dead|abducted|convicted of|jailed|sentenced to|in the (?:news|press|papers))\b/i,
      // 'The death of a three-month-old baby', but not 'the death of a child'.
      new RegExp(`\\bdeath of an? (?:[\\w’-]+ ){1,5}${child}\\b`, 'i'),
    ],
  },
]
