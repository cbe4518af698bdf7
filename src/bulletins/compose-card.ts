import type { CardMessage } from '../card-message.ts'
import type { Arrangements } from '../partnership/arrangements.ts'
import { sayKept } from '../privacy/index.ts'
import { markings } from './bulletin.ts'
import type { ComposeForm } from './compose-form.ts'

export type Composing = {
  arrangements: Arrangements
  form: ComposeForm
  refused: readonly string[]
  /** The bulletin that is changed, and whether its words are corrected after it was sent. */
  of?: { ref: string; version: number; correct: boolean } | undefined
}

/** The form for a bulletin: its words and its audience. A correction has words only, and says why. */
export function composeCard({ arrangements, form, refused, of }: Composing): CardMessage {
  const correct = of?.correct === true
  const heading = correct ? `Correct ${of.ref}` : of ? `Change ${of.ref}` : 'Write a learning bulletin'
  return {
    template: 'bulletins/compose',
    summary: refused.length > 0 ? 'The bulletin was not kept yet' : heading,
    data: {
      heading,
      intro:
        'Write nothing that could identify a child or a family. A second person reads it before anybody gets it.',
      refusedTitle: `Not kept yet. ${sayKept(refused)}`,
      refused: refused.map(reason => ({ reason })),
      labels,
      form: { ...form },
      templates: of
        ? []
        : [{ title: 'Start from a seven-minute briefing', data: { start: 'seven-minutes' } }],
      markings: markings.map(value => ({ title: value, value })),
      agencies: arrangements.agencies.map(({ id, name }) => ({ title: name, value: id })),
      groups: arrangements.groups
        .filter(({ kind }) => kind !== 'linked-body')
        .map(({ id, name }) => ({ title: name, value: id })),
      hasAudience: !correct,
      audienceTitle: 'Who gets it',
      audienceNote:
        'Choose nothing for everyone. Within one list any fits; of several lists all must fit. Guests count as everybody else.',
      whys: correct ? [{ label: 'Why it is corrected: recipients read this' }] : [],
      save: {
        title: correct ? 'Ask for approval of the correction' : 'Keep the draft',
        data: of ? { ref: of.ref, version: of.version, correct } : {},
      },
    },
  }
}

const labels = {
  title: 'Title',
  text: 'Learning, on one page. **bold**, _italics_, lines that begin with - and [links](https://…) show as such',
  source: 'Learnt from (audit, review)',
  links: 'Links, one a line: address, then what it is',
  picture: 'Address of a picture (https://…), or leave empty',
  alt: 'What the picture shows, in words',
  marking: 'Handling marking',
  reading: 'Reading',
  acknowledge: 'Ask readers to press Read and understood',
  replyTo: 'E-mail address for questions (optional; your name is shown)',
  agencies: 'Agencies',
  groups: 'Groups',
  roles: 'Roles, with commas between (health visitor, designated safeguarding lead)',
  localities: 'Localities, with commas between',
}
