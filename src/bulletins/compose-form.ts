import { z } from 'zod'
import type { Arrangements } from '../partnership/arrangements.ts'
import { findAgency } from '../partnership/find-agency.ts'
import { findGroup } from '../partnership/who.ts'
import { type Audience, type Bulletin, markings, type Words } from './bulletin.ts'

const short = z.string().max(500).default('')
const long = z.string().max(20_000).default('')

/** What the form sends, as it was filled in. */
export const composeForm = z.object({
  title: short,
  text: long,
  source: short,
  picture: long,
  alt: short,
  links: long,
  marking: z.enum(markings).default('OFFICIAL').catch('OFFICIAL'),
  acknowledge: z.string().max(5).default('true'),
  replyTo: short,
  /** Who answers questions: a person's id. Empty: the author. */
  contact: short,
  agencies: long,
  groups: long,
  roles: short,
  localities: short,
  /** Whether guests get it: as its marking has it, unless it is said. */
  guests: z.enum(['by-marking', 'include', 'leave-out']).default('by-marking').catch('by-marking'),
})
export type ComposeForm = z.infer<typeof composeForm>

export const emptyForm: ComposeForm = composeForm.parse({})

const parts = (text: string, mark = /\s*[,;]\s*/): string[] => [
  ...new Set(
    text
      .split(mark)
      .map(one => one.trim())
      .filter(Boolean),
  ),
]

/** The words that a form makes. A picture from a file stays, since the form shows no file. */
export function wordsOf(form: ComposeForm, contact: string, before?: Words): Words {
  const kept = before?.picture?.url.startsWith('data:') ? before.picture : undefined
  const alt = form.alt.trim()
  const url = form.picture.trim()
  const picture = url !== '' ? { url, alt } : kept && alt !== '' ? { ...kept, alt } : undefined
  return {
    title: form.title.replaceAll(/\s+/g, ' ').trim(),
    text: form.text.trim(),
    source: form.source.replaceAll(/\s+/g, ' ').trim(),
    links: parts(form.links, /\n/).map(readLink),
    ...(picture ? { picture } : {}),
    marking: form.marking,
    acknowledge: form.acknowledge === 'true',
    contact,
    replyTo: form.replyTo.trim(),
  }
}

/** One link a line: its address, then what it is called. */
function readLink(line: string): { url: string; label: string } {
  const [url = '', ...words] = line.split(/\s+/)
  return { url, label: words.join(' ') || url }
}

/** Whom a form means, and each name in it that nothing fits. */
export function audienceOf(form: ComposeForm, arrangements: Arrangements, list: Audience['list']) {
  const unknown: string[] = []
  const known = (names: string, find: (name: string) => { id: string } | undefined): string[] =>
    parts(names).flatMap(name => {
      const found = find(name)
      if (!found) unknown.push(name)
      return found ? [found.id] : []
    })
  const audience: Audience = {
    agencies: known(
      form.agencies,
      name =>
        arrangements.agencies.find(agency => agency.id === name) ?? findAgency(arrangements.agencies, name),
    ),
    groups: known(form.groups, name => findGroup(arrangements, name)),
    roles: parts(form.roles),
    localities: parts(form.localities),
    ...(form.guests === 'by-marking' ? {} : { guests: form.guests }),
    list,
  }
  return { audience, unknown: unknown.map(name => `No agency or group is called “${name}”.`) }
}

/** A bulletin as its form shows it. */
export function formOf({ words, audience }: Pick<Bulletin, 'words' | 'audience'>): ComposeForm {
  const { picture } = words
  return {
    title: words.title,
    text: words.text,
    source: words.source,
    picture: picture && !picture.url.startsWith('data:') ? picture.url : '',
    alt: picture?.alt ?? '',
    links: words.links.map(({ url, label }) => (label === url ? url : `${url} ${label}`)).join('\n'),
    marking: words.marking,
    acknowledge: String(words.acknowledge),
    replyTo: words.replyTo,
    contact: words.contact,
    agencies: audience.agencies.join(','),
    groups: audience.groups.join(','),
    roles: audience.roles.join(', '),
    localities: audience.localities.join(', '),
    guests: audience.guests ?? 'by-marking',
  }
}

const fieldWords: Record<keyof ComposeForm, string> = {
  title: 'title',
  text: 'learning',
  source: 'what it was learnt from',
  picture: 'picture',
  alt: 'what the picture shows',
  links: 'links',
  marking: 'marking',
  acknowledge: 'whether readers confirm it',
  replyTo: 'address for questions',
  contact: 'who answers questions',
  agencies: 'agencies',
  groups: 'groups',
  roles: 'roles',
  localities: 'localities',
  guests: 'whether guests get it',
}

/** What two forms say differently, field by field, in words. */
export const differences = (one: ComposeForm, other: ComposeForm): string[] =>
  (Object.keys(fieldWords) as (keyof ComposeForm)[])
    .filter(field => one[field].trim() !== other[field].trim())
    .map(field => fieldWords[field])

/** Local rule: how a seven-minute briefing is built, after those that partnerships publish. */
export const sevenMinutes: ComposeForm = {
  ...emptyForm,
  title: 'Seven-minute briefing: ',
  text: [
    '**1. What happened**',
    '**2. Why it matters**',
    '**3. What we learnt**',
    '**4. What good practice looks like**',
    '**5. What to do differently**',
    '**6. Questions for your team**',
    '**7. Where to find more**',
  ].join('\n\n…\n\n'),
}

/** A template under what was typed already: nobody who chooses one late loses a word. Chosen again, it comes once. */
export function withTemplate(typed: ComposeForm, template: ComposeForm): ComposeForm {
  const { title, text } = typed
  const both = text.includes(template.text) ? text : `${text.trim()}\n\n${template.text}`.trim()
  return { ...typed, title: title.trim() === '' ? template.title : title, text: both }
}

/** Where a template was not filled in. */
export const hasEmptyParts = (text: string): boolean => /^[^\S\n]*(?:…|\.\.\.)[^\S\n]*$/m.test(text)
