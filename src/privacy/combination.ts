import { plainText } from './plain-text.ts'
import { shownText } from './shown-text.ts'

const counts = '(?:\\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)'
const origins =
  '(?:white|black|asian|arab|african|caribbean|roma|romany|gypsy|traveller|polish|romanian|somali|pakistani|bangladeshi|indian|chinese|nigerian|eritrean|syrian|afghan|kurdish|vietnamese|albanian|ukrainian|lithuanian|irish|jewish|muslim|hindu|sikh|christian|catholic|buddhist)'
const place =
  '(?:Primary|Junior|Infant|Secondary|High|Grammar|Special)? ?(?:School|Academy|Nursery|College|Estate|Hospital|Children’s Home|Church|Mosque|Temple|Road|Street|Avenue|Lane|Close|Crescent|Park)'
const notPlaces =
  'January|February|March|April|May|June|July|August|September|October|November|December|Early|Child|Children|Health|Education|Police|Ofsted|NHS|CAMHS|England|The'

/**
 * What together may tell who a family is, though no name is given. Each is read in its own words, and a figure about
 * everybody ('children aged 0 to 5') is no detail of anybody.
 */
const details: readonly { kind: string; patterns: readonly RegExp[] }[] = [
  {
    kind: 'age',
    patterns: [
      new RegExp(`\\b${counts}[- ](?:year|month|week|day)s?[- ]old\\b`, 'i'),
      new RegExp(
        `\\baged (?:just |only )?${counts}\\b(?! ?(?:-|to|and|or|years? (?:and|or))\\b| ?[-+])`,
        'i',
      ),
      /\b(?:was|is|turned|aged|only|just) (?:four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen)\b(?! (?:of|agencies|children|months?|weeks?|days?|actions|people))/i,
    ],
  },
  {
    kind: 'origin, ethnicity or faith',
    patterns: [
      new RegExp(
        `\\b(?:of|from an?|is|was|are|were|the|an?) (?:[\\w-]+ ){0,2}${origins}\\b(?! (?:and|or|Country|History)\\b)`,
        'i',
      ),
      new RegExp(
        `\\b${origins} (?:boy|girl|child|baby|famil(?:y|ies)|mother|father|teenager|heritage|community)\\b`,
        'i',
      ),
      /\b(?:asylum[- ]seek(?:er|ing)|refugee|migrant) (?:child|boy|girl|famil(?:y|ies)|mother|father|teenager)\b/i,
      /\b(?:Jehovah’?'?s Witness(?:es)?|arrived in (?:the UK|England) from)\b/i,
    ],
  },
  {
    kind: 'illness or disability',
    patterns: [
      /\b(?:diagnos(?:ed|is) (?:with|of)|suffer(?:s|ed|ing) from|born with|treated for|registered (?:blind|deaf)|terminally ill|wheelchair|tube[- ]fed|tracheostomy)\b/i,
      /\b(?:epilep(?:sy|tic)|diabet(?:es|ic)|cystic fibrosis|cerebral palsy|leukaemia|sickle cell|haemophilia|asthma(?:tic)?|autis(?:m|tic)|down’?'?s syndrome|brittle bone|muscular dystrophy|schizophreni[ac]|bipolar|anorexi[ac]|spina bifida|type 1)\b/i,
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
      /\b(?:twins?|triplets?|only child|half-?(?:brother|sister|sibling)|step-?(?:father|mother|dad|mum|brother|sister)|lone parent|single (?:mother|father|mum|dad)|(?:her|his|their) (?:grand(?:mother|father|parents)|uncle|aunt|cousin|older brother|older sister|younger brother|younger sister|baby brother|baby sister))\b/i,
    ],
  },
  {
    kind: 'unusual event',
    patterns: [
      /\b(?:house fire|arson|drown(?:ed|ing)|stab(?:bed|bing)|shot dead|shooting|murder(?:ed)?|manslaughter|hanged|strangled|poison(?:ed|ing)|overdose[d]?|fell from|fall from (?:a|the)|dog attack|attacked by (?:a|the) dog|scald(?:ed|ing)|car crash|road traffic collision|found dead|abducted|convicted of|jailed|sentenced to|in the (?:news|press|papers))\b/i,
    ],
  },
]

/**
 * The kinds of detail in a text that together may identify a family, where there are two or more; otherwise none.
 * Age, origin and illness together have told neighbours who it was. A detail in bold is one like any other.
 */
export function identifyingCombination(text: string): readonly string[] {
  const plain = plainText(text)
  const looks = [...new Set([plain, shownText(plain)])].map(look => look.replaceAll('\n', ' '))
  const found = details
    .filter(({ patterns }) => patterns.some(pattern => looks.some(look => pattern.test(look))))
    .map(one => one.kind)
  return found.length > 1 ? found : []
}
