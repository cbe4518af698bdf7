import type { Answer, Context } from '../feature.ts'
import { type Composed, formNow, save } from './compose.ts'
import { type ComposeForm, composeForm, emptyForm } from './compose-form.ts'
import type { StepPorts } from './ports.ts'
import { noSuchBulletin, seeBulletin } from './see-bulletin.ts'

/** What each field of the form is called when it is typed. */
const names: Record<string, keyof ComposeForm> = {
  title: 'title',
  text: 'text',
  source: 'source',
  'learnt from': 'source',
  links: 'links',
  picture: 'picture',
  'picture shows': 'alt',
  marking: 'marking',
  acknowledge: 'acknowledge',
  'reply to': 'replyTo',
  questions: 'contact',
  agencies: 'agencies',
  groups: 'groups',
  roles: 'roles',
  localities: 'localities',
  guests: 'guests',
}

const fieldPattern = new RegExp(`(?:^|[;\\n])[^\\S\\n]*(${Object.keys(names).join('|')})[^\\S\\n]*:`, 'gi')

/**
 * Fields as they are typed, parted by semicolons or lines: 'title: …; source: …; text: …'. The text comes last, and is
 * all that follows. Undefined when what was typed does not begin with a field.
 */
function typedFields(typed: string): Partial<ComposeForm> | undefined {
  const fields: Partial<Record<keyof ComposeForm, string>> = {}
  const found = [...typed.matchAll(fieldPattern)]
  if (found[0] === undefined || typed.slice(0, found[0].index).trim() !== '') return undefined
  for (const [i, match] of found.entries()) {
    const field = names[(match[1] ?? '').toLowerCase()] ?? 'text'
    const from = match.index + match[0].length
    const value = typed.slice(from, field === 'text' ? undefined : found[i + 1]?.index).trim()
    fields[field] = field === 'acknowledge' ? String(!/^(no|false)\b/i.test(value)) : value
    if (field === 'text') break
  }
  const { marking, guests, ...rest } = fields
  return {
    ...rest,
    ...(marking ? { marking: composeForm.shape.marking.parse(marking.toUpperCase()) } : {}),
    ...(guests ? { guests: readGuests(guests) } : {}),
  }
}

/** 'leave out', 'no', 'without'; 'include', 'yes', 'with'; anything else leaves it to the marking. */
function readGuests(typed: string): ComposeForm['guests'] {
  if (/^(?:leave|no\b|without|out\b)/i.test(typed)) return 'leave-out'
  return /^(?:include|yes\b|with\b)/i.test(typed) ? 'include' : 'by-marking'
}

const howNew = { text: 'Type it like this: new bulletin title: …; source: …; text: …' }

/** A new draft from one typed sentence. */
export async function typeNew(ports: StepPorts, context: Context, typed: string): Promise<Answer> {
  const fields = typedFields(typed)
  return fields ? save(ports, context, { form: composeForm.parse({ ...emptyForm, ...fields }) }) : howNew
}

/** A draft changed, or a correction put forward, from one typed sentence: what it does not name stays as it is. */
export async function typeChange(
  ports: StepPorts,
  context: Context,
  { ref, typed, why }: { ref: string; typed: string; why?: string },
): Promise<Answer> {
  const correct = why !== undefined
  const fields = typedFields(typed)
  if (!fields) {
    const how = correct ? 'correct because …; text: …' : 'change title: …; text: …'
    return { text: `Type it like this: ${ref} ${how}. Nothing was changed.` }
  }
  const seen = await seeBulletin(ports.store, context.who, ref, context.today)
  if (!seen?.roles.includes('author')) return noSuchBulletin
  const form = composeForm.parse({ ...formNow(seen.bulletin, correct).form, ...fields })
  const composed: Composed = { form, ref, version: seen.bulletin.version, correct, note: why }
  return save(ports, context, composed)
}
