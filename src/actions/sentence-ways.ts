import { brags } from './action.ts'
import { isBare, sentencesIn, wholeWords } from './sentence-words.ts'

/** What only says that it goes back; beside it stands the reason. */
const sendsBack = `(?:send|sending|sent) (?:§|it|this) back|§ (?:sent )?back to (?:the )?owner|(?:return|reject)(?:ed|ing)? §
    ^§[,:]? (?:please )?return(?:ed)? to (?:the )?owner|^§[,:]? (?:is |was )?(?:sent back|rejected)|(?:not happy|unhappy)(?: with (?:§|it|this|that))?|not (?:accepted|approved|assured|satisfied|convinced)|^§[,:]? (?:please )?send (?:it |this )?back
    (?:dont|do not|cant|not) agreed?|disagree|^§[,:]? return(?:ed)?(?! (?:to|from|of|on|the|an?|all|home|visits?|form|interviews?)(?![a-z]))`
export const goesBack = wholeWords(sendsBack)

/** How people speak of each step. What denies or doubts it is told apart below. */
export const wordsFor = {
  done: wholeWords(`all done|done|finished|completed?|sorted(?! an?(?![a-z]))|actioned|tick(?:ed)? off
    closed? (?:§|it|this)|^closed|^§[,:]? close(?= *(?:$|[.,;!-]))|its (?:now )?closed|§ (?:is |now |has been |can be |can now be ){0,2}closed(?! (?:after|once|when|if|unless)(?![a-z]))`),
  handedOut: wholeWords('sent out|sent to (?:all|every|each)|delivered|circulated'),
  agree:
    wholeWords(`agreed? (?:(?:that )?(?:it is|its|it|this is|this|§ is|§) )?(?:is |as )?(?:now )?(?:completed?|done|closed)(?= *(?:$|[.,;!-]|(?:at|on|by|thanks) ))
    agreed?(?= *(?:$|[.,;!-]|§|(?:its?|this|that) |thanks))|(?<!was )(?:happy|content) (?:to|for (?:§|it|this|that) to be) (?:closed?|sign(?:ed)? (?:(?:§|it|this|that) )?off|agreed?)(?= *(?:$|[.,;!-]|§|(?:it|this|that|on|thanks)(?![a-z])))|signed off(?! (?:by|at)(?![a-z]))|sign(?:ing)? (?:(?:it|this|§) )?off
    (?:all|looks?|thats|its|is|im|very)? ?(?:good|fine|great|happy)(?: to (?:me|close)| with (?:it|this|that|§))?(?= *(?:$|[.,;!-]))
    closed? (?:§|it|this)(?: please| off)?|(?:approved?|accept(?:ed)?)(?= *(?:$|[.,;!-]|§|thanks))|^§[,:]? close(?= *(?:$|[.,;!-]))
    § (?:can|may) (?:now )?be (?:closed|signed off|agreed)(?= *(?:$|[.,;!-]|(?:please|thanks)(?![a-z])))|(?<=^§[,:]? (?:was |im |i am )?(?:agreed|happy|content|satisfied) [^.;!?]*, )(?:please )?close(?: it| this)?(?=[ .!]*$)
    ^§[,:]? (?:yes|yep|ok|okay)(?:,? (?:thanks|please|thank you))?(?=[ .,!]*$)|^(?:yes|yep|ok|okay),? §(?=[ .,!]*$)`),
  'not-pursue':
    wholeWords(`no longer (?:needed|required|relevant|necessary|a priority)(?! (?:the|by|for)(?![a-z]))|(?:not|isnt) (?:needed|required)(?: any ?more)?
    (?:not|wont be) pursu(?:ing|ed|e)(?! by(?![a-z]))|dont need (?:§|it|this) any ?more|superseded|overtaken by
    ^§[,:]? (?:please )?(?:drop|cancel|scrap|withdraw|abandon)(?:ped|led|n|ed)?(?= *(?:$|[.,;:!-]))
    (?:drop|cancel|scrap|withdraw|abandon)(?:p?ing)? (?:§|it|this)(?! off)|§ (?:is |was |has been |now ){0,2}(?:dropped|cancelled|scrapped|withdrawn)(?! (?:by|the|a|an|my|our|their|this|that|two|\\d+)(?![a-z]))`),
  return:
    wholeWords(`${sendsBack}|not completed?|not good enough|(?:more|no) evidence|not enough|evidence (?:is )?missing|needs? to come back|^§[,:]? not (?:yet|ready)(?= *(?:$|[.,;-]))
    (?<!\\b(?:to|will|ill|well|can) )(?:provide|attach|send|share|add|upload)(?: (?:us|me|some|the|your|any|more)){0,2} evidence|(?:i|we)(?:d| would) like to see`),
  resume:
    wholeWords(`unblock(?:ed)?|(?:no longer|not|isnt|stopped) (?:waiting|blocked|stuck|held up)|(?:carry|carrying|crack|cracking) on
    (?:can|able to) (?:now )?(?:go|move|get) (?:on|ahead)|back on track|(?:have|has|ve) (?:now |finally )?(?:replied|responded|got back|come back)`),
  'to-agenda': wholeWords(
    `(?:to|on|onto|for|next) (?:the |our )?(?:next )?(?:meeting )?agenda(?: (?:for|of|at) (?:the |our )?next meeting)?|(?:discuss|take|bring)[a-z§ ]{0,20} (?:at|to) (?:the |our )?next meeting`,
  ),
  raise:
    wholeWords(`(?:escalate|raise|take|taking|bring|refer|go|send)(?: (?:§|it|this|that|up)){0,2} to (?:the )?exec(?:utive)?
    escalate (?:§|it|this)|^§[,:]? (?:please )?(?:raise|escalate)(?= *(?:$|[,;-]))`),
  split: wholeWords(
    'split (?:§|it|this|between|into|in|up)|(?:§|it|this|that) (?:(?:should|could|can|must|needs?|has|have|to|please) ){0,3}be split|break (?:(?:§|it|this) )?(?:in|into|up)',
  ),
  reopen: wholeWords('re-?open(?:ed|ing)?|open (?:§|it|this) (?:up )?again|open (?:§ |it )?back up'),
  undo: wholeWords(`^undo|undo (?:§|it|that|this)|wrong button|ignore that|(?:that|it|this) was a mistake|by mistake
    my mistake|in error|didnt mean to|take that back`),
  update:
    wholeWords(`in progress|working on (?:it|this|§)|on ?going|chas(?:ing|ed)|half ?way|under ?way|started
    (?:getting|almost|nearly) there|on track|making progress`),
  waiting:
    wholeWords(`a?waiting(?: on| for)?|wait(?: on| for)|(?:blocked|held up|delayed)(?: by| with)?|stuck(?: with| on)?
    depend(?:s|ent|ing) on|relying on|no (?:reply|response|answer|word|news|data|figures|information|return) from|need [a-z ]{0,20} ?from|need(?= (?!to |a |an |more |the |all |our )[a-z ]{2,40} to (?:send|share|supply|provide|return|submit|confirm|reply|respond|agree)(?![a-z]))
    not heard (?:back )?from`),
  handing:
    wholeWords(`(?:(?:re-?)?(?:assign|allocate)|give|pass|hand|move|transfer)(?:e?d|n)?(?: (?:it|this|that|§|over)){0,3} to
    (?:new )?owner(?: (?:is|now|should|to|be|will)){0,3}
    (?:should be|sits?(?: better)?) (?:with|on|in)|belongs? (?:to|with)|its for|should go to`),
  colour: wholeWords(
    `(?:make|mark|turn|set|change|flag|should be|rate)(?: (?:§|it|this))?(?: (?:to|as))? (${brags.join('|').toLowerCase()})
    ^§[,:]? (${brags.join('|').toLowerCase()})(?= *(?:$|[.,:;-]))`,
  ),
}
/** A detail by its own name, at the beginning, with what it is to say; 'impact assessment' is another thing. */
export const detailNamed =
  /^(?:§[,:]? ?(?:the |its )?(impact|priority)(?: (?:on|for) (?:the )?(?:children|families))?(?: (?:is|was|has been|to))? ?[:,-]? ?|(impact)(?: on children)?(?: (?:of|for|on))? §[,:]? ?)(?!(?:on|of|from|assessment|analysis|report|data|survey|study|statement|and|group|meeting)\b)(?=[a-z0-9])/
export const evidenceLinked =
  /^§[,:]? ?(?:the |its )?(?:link (?:to|for) (?:the )?)?evidence(?: (?:is|at|is at|link))? ?[:,-]? ?https?:\/\//
export const markingNamed =
  /^(?:§[,:]? )?(?:please )?(?:this |it )?(?:(?:the |its )?marking|(?:mark(?:ed)?|make|classif(?:y|ied)|(?:(?:needs?|should|has|must) (?:to )?be )?(?:marked|classified)|should be)(?= (?:as|§|it|this|action|official[ -]sensitive|sensitive)(?![a-z])))(?: (?:is|to|as|§|it|this|action|should be)){0,3} ?:? ?(official[ -]sensitive|official|sensitive)(?= *(?:$|[.,;!]|please|thanks))/
export const linkIn = /https?:\/\/\S+/

/** An answer and no more: to what waits, be it done or another date. */
export const yes =
  /^(?:§[,:]? )?(?:yes|yep|ok|okay|agreed?|approved?|accepted)(?:,? (?:thanks|please|thank you|§))?[ .!]*$/
export const no =
  /^(?:§[,:]? )?(?:no|nope|rejected|refused|declined|not (?:agreed|approved|accepted))(?:,? (?:thanks|sorry|§))?[ .!]*$/
export const gone = /\b(?:havent|hasnt|not|yet to) (?:yet )?(?:replied|reply|responded|got back|come back)\b/
/** What an agency that stands before it has not done. */
export const notGiven =
  /\b(?:havent|hasnt|(?:have|has|had) (?:still )?(?:not|yet to)|(?:needs?|has|have) to) (?:yet )?(?:sent?|shared?|supplied|supply|provided?|returned?|submit(?:ted)?|confirm(?:ed)?)\b/
const asking = new RegExp(
  `\\?(?: |$)|^(?:hi |sorry |and |so )?(?:is (?!done|now|un)|do (?!not)|has (?!been|now)|when (?:is|are|will|do)|
    have (?:you|we|they|i|the|any) |were (?:you|we|the) |(?:are|was|did|does|can|could|should|would|whos?|whats?|wheres?|why|hows?
    |which|any) )|^§[,:]? (?:(?:is|has|was) (?:this|it|that)|who|what|why|how|any) `.replace(/\n\s*/g, ''),
)
/** Whether a message begins with a question: what comes after something that is told may ask about it, and asks nothing itself. */
export const isAsked = (words: string): boolean =>
  asking.test(sentencesIn(words).find(sentence => !isBare(sentence)) ?? words.trimStart())

export const mayI =
  /\b(?:can|could|would|will|may|shall) (?:i|we|you|u|someone|somebody|§|it|this)\b|\bplease\b|\bok to\b/
export const markIt =
  /\b(?:can|could|would|will) (?:you|u|we|i) (?:please |pls |just )?(?:(?:record|log) (?=§ as\b)|(?=(?:mark|put|record|log|close|tick)\b))|\bcan (?:now )?be (?=(?:marked|recorded)\b)|^(?:please )?(?:(?:record|note|log) that (?=§)|(?:record|log) (?:action )?(?=§ (?:as|done)\b))/
export const chatting = /\bwell done\b|\bthan done\b|\bdone (?:for (?:the|today|now)|with (?:this|you|it))\b/
/** Before a word of done or agreed: it is wished for, or to come, or said to be so. */
export const wished =
  /\b(?:be|being|get|getting|let me|tell me|make sure|ensure|who|well)\b|(?<!happy )\bto (?:fully )?$|\b(?!fully|finally|successfully|completely|formally|recently)[a-z]+ly $/
