import type { CardMessage } from '../card-message.ts'
import type { Arrangements, Person } from '../partnership/arrangements.ts'
import { nameOf } from '../partnership/who.ts'
import { sayKept } from '../privacy/index.ts'
import { markings } from './bulletin.ts'
import type { ComposeForm } from './compose-form.ts'

export type Composing = {
  arrangements: Arrangements
  /** Who may be named to answer questions. */
  contacts: readonly Person[]
  form: ComposeForm
  refused: readonly string[]
  /** The bulletin that is changed; whether its words are corrected after it was sent, and why, if that was said. */
  of?: { ref: string; version: number; correct: boolean; why?: string } | undefined
}

/**
 * The form for a bulletin: its words and its audience. A correction has words only, and says why. What was filled in is
 * in it whole; undefined when it is too much for any Teams card.
 */
export function composeCard(composing: Composing): CardMessage | undefined {
  const { form, refused, of } = composing
  const correct = of?.correct === true
  const heading = correct ? `Correct ${of.ref}` : of ? `Change ${of.ref}` : 'Write a learning bulletin'
  const choices = correct ? noChoices : fittingChoices(composing)
  if (!choices) return undefined
  return {
    template: 'bulletins/compose',
    summary: refused.length > 0 ? 'The bulletin was not kept yet' : heading,
    data: {
      heading,
      intro:
        'Write nothing that could identify a child or a family. A second person reads it before anybody gets it.',
      refusedTitle: `Not kept yet. ${sayKept(refused)}`,
      refused: refused.map(reason => ({ reason })),
      labels: choices === noChoices ? { ...labels, ...typedLabels } : labels,
      kept: { ...form },
      templates: of ? [] : [{ title: 'Seven-minute briefing', data: { start: 'seven-minutes' } }],
      markings: markings.map(value => ({ title: value, value })),
      guestChoices,
      contacts: contactChoices(composing),
      ...choices,
      hasAudience: !correct,
      audienceTitle: 'Who gets it',
      audienceNote: 'Choose nothing for everyone. Within one list any fits; of several lists all must fit.',
      textNote: `${howText} Text, links and all fit a Teams card of 28 KB: about a page.`,
      pictureNote: howPicture,
      whys: correct ? [{ label: 'Why it is corrected (recipients read this)', typed: of.why ?? '' }] : [],
      save: {
        title: correct ? 'Ask for approval of the correction' : 'Keep the draft',
        data: of ? { ref: of.ref, version: of.version, correct } : {},
      },
    },
  }
}

const guestChoices = [
  { title: 'As the marking has it: OFFICIAL-SENSITIVE leaves them out', value: 'by-marking' },
  { title: 'Include them', value: 'include' },
  { title: 'Leave them out', value: 'leave-out' },
]

const contactChoices = ({ contacts }: Composing) =>
  contacts.map(person => ({ title: nameOf(person), value: person.id }))

const noChoices = { agencies: [], groups: [] }

/** Teams takes 28 KB, two for each character. So much of it the form needs for itself: its labels, its notes, its shape. */
const mostBytes = 28 * 1024
const formBytes = 8 * 1024
/** What a choice costs beside its words. */
const choiceBytes = 60

/** Agencies and groups to choose from where there is room for them; they are typed where there is not. */
function fittingChoices(composing: Composing) {
  const { arrangements, form, refused } = composing
  const agencies = arrangements.agencies.map(({ id, name }) => ({ title: name, value: id }))
  const groups = arrangements.groups
    .filter(({ kind }) => kind !== 'linked-body')
    .map(({ id, name }) => ({ title: name, value: id }))
  const size = (parts: object) => JSON.stringify(parts).length * 2
  const left = mostBytes - formBytes - size([form, refused, contactChoices(composing)])
  if (left < 0) return undefined
  const chosen = [...agencies, ...groups]
  return size(chosen) + chosen.length * choiceBytes <= left ? { agencies, groups } : noChoices
}

const typedLabels = {
  agencies: 'Agencies, with commas between',
  groups: 'Groups, with commas between',
}

/** Said beside the inputs: what stands in a label is drawn as Markdown. */
const howText =
  'Two stars around **words** make them bold, underscores around _words_ italic; a line that begins with - is a bullet, with # a heading, and [the report](https://…) or an address a link. Tables show as typed.'
const howPicture =
  'A picture is shown from an address that begins with https:// and that readers can open without signing in. Teams shows PNG, JPEG or GIF up to 1 MB and 1024 × 1024 pixels: how large yours is, is not looked at here. A file has room only up to 4 KB: put larger ones where such an address leads to them.'

const labels = {
  title: 'Title',
  text: 'Learning, on one page',
  source: 'Learnt from (audit, review)',
  links: 'Links, one a line: address, then what it is',
  picture: 'Address of a picture (optional)',
  alt: 'What the picture shows, in words',
  marking: 'Handling marking',
  reading: 'Read and understood',
  acknowledge: 'Ask readers to confirm it',
  replyTo: 'E-mail address for questions (optional)',
  contact: 'Who answers questions (their name is shown)',
  agencies: 'Agencies',
  groups: 'Groups',
  roles: 'Roles, with commas between (health visitor, designated safeguarding lead)',
  localities: 'Localities, with commas between',
  guests: 'Guests (people of other organisations’ Teams)',
}
