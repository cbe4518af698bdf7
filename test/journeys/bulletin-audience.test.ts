import { expect } from 'chai'
import { importPartnership } from '../../src/partnership/import-partnership.ts'
import { withPractitioners, write } from '../support/bulletin-desk.ts'
import { type BulletinTeam, bulletinTeam } from '../support/bulletin-team.ts'
import { memberClient, wordsOn } from '../support/member.ts'

describe('the audience of a bulletin, before it is sent', function () {
  this.timeout(30_000)
  let team: BulletinTeam
  const file = withPractitioners(40)
  const elsewhere = 'tenant-of-the-trust'
  const people = file.people.map(person =>
    /^practitioner-[1-3]$/.test(person.id) ? { ...person, tenant: elsewhere } : person,
  )
  beforeEach(async () => {
    team = await bulletinTeam({ ...file, people })
  })
  afterEach(() => team.running.stop())

  it('says how many are guests of other organisations, and they get it and read it as everybody does', async () => {
    const { running, author, second, proposed, pass } = team
    const guest = memberClient({
      url: running.url,
      connector: running.connector,
      person: 'practitioner-2',
      entraId: 'entra-practitioner-2',
      tenant: elsewhere,
    })
    await guest.install()
    const ref = await proposed()
    expect(wordsOn(team.news(second, ref))).to.include('54 people, 3 of them guests of other organisations')
    await second.type(`${ref} approve`)
    await author.type(`${ref} send now`)
    await pass()
    await guest.press(guest.latest()?.card, 'Read and understood')
    await pass()
    expect(await team.shows(author, ref)).to.include('1 read and understood')
  })

  it('leaves guests out of what is OFFICIAL-SENSITIVE unless it is said otherwise, and counts them by agency', async () => {
    const { author, second, proposed, pass } = team
    const ref = await proposed({ marking: 'OFFICIAL-SENSITIVE' })
    expect(wordsOn(team.news(second, ref)))
      .to.include('51 people; 3 guests of other organisations left out')
      .and.match(/Guests\nleft out: Birmingham Ch.* 1, .* 1, .* 1\. To include them/)
    await author.type(`${ref} take back`)
    await author.type(`${ref} change guests: include`)
    await author.type(`${ref} propose`)
    await pass()
    expect(await team.shows(second, ref)).to.include('54 people, 3 of them guests')
  })

  it('leaves guests out where its form says so, and stays as it says when it is changed', async () => {
    const { author, proposed, pass, shows } = team
    const ref = await proposed({ guests: 'leave-out' })
    expect(await shows(author, ref)).to.include('51 people; 3 guests')
    await author.type(`${ref} take back`)
    await author.type(`${ref} change title: Another title`)
    await author.type(`${ref} propose`)
    await pass()
    expect(await shows(author, ref)).to.include('51 people; 3 guests')
  })

  it('that guests alone fit is a draft again, and says that they are left out', async () => {
    const { author, running, pass, shows } = team
    const only = people.map(person =>
      person.id === 'practitioner-1' ? { ...person, roles: ['Guest speaker'] } : person,
    )
    await importPartnership(running.store, { ...file, people: only }, running.clock.now())
    const { ref } = await write(author, { roles: 'Guest speaker', guests: 'leave-out' })
    await author.type(`${ref} propose`)
    await pass()
    expect(await shows(author, ref)).to.include('draft again; one guest of other organisations left out')
  })

  it('says of a correction that is OFFICIAL-SENSITIVE that guests would read it, unless they were chosen', async () => {
    const { author, second, sent, pass } = team
    const correct = (ref: string) =>
      author.type(`${ref} correct because more was learnt; marking: OFFICIAL-SENSITIVE; text: More.`)
    const said = 'The correction is OFFICIAL-SENSITIVE, and 3 guests of other organisations got this bulletin'
    const ref = await sent()
    await correct(ref)
    await pass()
    for (const member of [author, second]) expect(await team.shows(member, ref)).to.include(said)
    const chosen = await sent({ guests: 'include' })
    await correct(chosen)
    expect(await team.shows(author, chosen)).not.to.include(said)
  })

  it('counts no guests where everybody is at home', async () => {
    const ref = await team.proposed({ agencies: 'wmp' })
    expect(await team.shows(team.second, ref)).not.to.include('guest')
  })

  it('names the roles and localities that fit nobody, to whoever wrote them and whoever approves', async () => {
    const { author, second, proposed } = team
    const ref = await proposed({ roles: 'Health visitor, Helth visiter', localities: 'Erdington, Mars' })
    for (const member of [author, second])
      expect(await team.shows(member, ref)).to.include(
        'Nobody counted has the role “Helth visiter”. Nobody counted has the locality “Mars”. Look at how it is written.',
      )
  })

  it('names an agency and a group of which nobody was counted: nobody of them would hear of it, and nobody say so', async () => {
    const { author, second, proposed } = team
    const said = 'Nobody counted is of Forward Thinking Birmingham.'
    const ref = await proposed({ agencies: 'wmp,ftb' })
    for (const member of [author, second])
      expect(await team.shows(member, ref))
        .to.include(said)
        .and.not.include('how it is written')
    expect(await team.shows(author, await proposed({ groups: 'qio,health-forum' }))).to.include(
      'Nobody counted is in Senior Health Safeguarding Forum.',
    )
    expect(await team.shows(author, await proposed({ agencies: 'wmp' }))).not.to.include('Nobody counted')
  })

  it('that nobody fits is a draft again, and says which word fits nobody', async () => {
    const { author, pass } = team
    const { ref } = await write(author, { roles: 'Helth visiter' })
    await author.type(`${ref} propose`)
    await pass()
    const shown = await team.shows(author, ref)
    expect(shown).to.include('found nobody who fits its audience').and.include('the role “Helth visiter”')
  })

  it('says why people cannot be reached by agency, before it is sent and after', async () => {
    const { author, second, proposed, pass } = team
    const ref = await proposed({ agencies: 'bct,bchc' })
    const why = /Community.* not reachable \(nobody of their organisation has used Convenor yet\)/
    expect(await team.shows(second, ref)).to.match(why)
    await second.type(`${ref} approve`)
    await author.type(`${ref} send now`)
    await pass()
    expect(await team.shows(author, ref)).to.match(why)
  })
})
