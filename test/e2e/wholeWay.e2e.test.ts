/**
 * Mechanism 2 done by people in a browser and by nobody else, once in Chinese and once in English: a citizen at a telephone
 * without scripts reports; clerk, assessor, director, two verifiers, three chiefs, reviewer, sampler and archivist do their
 * part; the citizen reads, objects and is answered again; an auditor sees that it was done. Then a petition with its review
 * and a complaint. Every page and form on the way is open to everybody, writes no error, and asks nobody else.
 * ZS_PICTURES=1 keeps pictures for docs/.
 */
import assert from 'node:assert/strict'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { type Page } from 'playwright-core'
import { words } from '#mechanisms/index.ts'
import { browserWorld, type BrowserWorld } from '#test/support/browserWorld.ts'
import { DEMO_PASSWORD, loginAt } from '#test/support/demoPlaces.ts'
import { send, signedIn } from '#test/support/httpClient.ts'
import { officeDay } from '#test/support/officeDay.ts'
import { officialAt, type Language, type Official } from '#test/support/officialsHands.ts'
import { assertSound } from '#test/support/runningServer.ts'
import { isOpenToEverybody } from '#test/support/violations.ts'
import { harmless } from './badInput/hostile.ts'

const ROOT = join(import.meta.dirname, '..', '..')
const PICTURES = join(ROOT, 'docs', 'pictures')
const CENTRE = '22:clueCentre'
const POLICE = '220102:police'
const COURT = '220102:court'
const DISCIPLINE = '220102:discipline'

let world: BrowserWorld
before(async () => {
  world = await browserWorld(['00', '22', '2201', '220102'])
})
after(() => world[Symbol.asyncDispose]())

async function keepPicture(page: Page, name: string): Promise<void> {
  if (process.env['ZS_PICTURES'] !== '1') return
  mkdirSync(PICTURES, { recursive: true })
  writeFileSync(join(PICTURES, `way-${name}.png`), await page.screenshot())
}

/** How a citizen at a telephone uses the portal, without scripts. */
async function citizen(language: Language) {
  const context = await world.browser.newContext({
    viewport: { width: 390, height: 844 },
    isMobile: true,
    hasTouch: true,
    javaScriptEnabled: false,
    locale: language === 'zh' ? 'zh-CN' : 'en-GB',
  })
  const page = await context.newPage()
  const wrong: string[] = []
  page.on('console', (message) => wrong.push(`console: ${message.text()}`))
  page.on('request', (request) => {
    if (!request.url().startsWith(`${world.server.address}/`)) wrong.push(`asks ${request.url()}`)
  })
  let code = ''
  return {
    page,
    async report(about: string, answers: Readonly<Record<string, string>>) {
      await page.goto(`${world.server.address}/`)
      const way = about === 'clue' ? /\/report(?:\?lang=\w+)?$/ : new RegExp(`about=${about}`)
      for (const link of await page.locator('a.way').all())
        if (way.test((await link.getAttribute('href')) ?? '')) {
          await link.click()
          break
        }
      await page.locator('[name="realName"][value="no"]').check()
      for (const [name, value] of Object.entries(answers)) {
        const field = page.locator(`[name="${name}"]`).first()
        if ((await field.getAttribute('type')) === 'radio')
          await page.locator(`[name="${name}"][value="${value}"]`).check()
        else if ((await field.evaluate((one) => one.tagName)) === 'SELECT') await field.selectOption(value)
        else await field.fill(value)
      }
      await page.locator('[name="attachments"]').setInputFiles({
        name: harmless.name,
        mimeType: 'image/png',
        buffer: harmless.bytes,
      })
      await page.locator('button.send').click()
      code = await page.locator('p.code').innerText()
      if (about === 'clue') await keepPicture(page, `receipt-clue.${language}`)
      return page.locator('.number').first().innerText()
    },
    async ask() {
      await page.goto(`${world.server.address}/progress`)
      await page.locator('[name="code"]').fill(code)
      await page.locator('button.send').click()
      await page.locator('.receipt .number').waitFor()
    },
    async object(text: string) {
      await page.locator('#step-object [name="text"]').fill(text)
      await page.locator('#step-object button.send').click()
      await page.locator('.notice[role="status"]').waitFor()
    },
    async [Symbol.asyncDispose]() {
      assert.deepEqual(await context.cookies(), [], 'no trace is left in the browser')
      await context.close()
      assert.deepEqual(wrong, [])
    },
  }
}

async function idOf(type: string, number: string): Promise<string> {
  const headers = await signedIn(world.server.address, loginAt(world.desks, CENTRE, 'officeHead'))
  const list = await send(world.server.address, `/api/records/${type}?limit=200`, { headers })
  const found = (list.body['items'] as readonly { id: string; number: string }[]).find(
    (one) => one.number === number,
  )
  return found?.id ?? assert.fail(`${number} is not in the list`)
}

async function isSampled(id: string): Promise<boolean> {
  const headers = await signedIn(world.server.address, loginAt(world.desks, CENTRE, 'officeHead'))
  const { body } = await send(world.server.address, `/api/records/clue/${id}`, { headers })
  return (body['fields'] as { readonly sampled?: boolean }).sampled === true
}

async function nameOf(unit: string, post: string, nth: number): Promise<string> {
  const headers = await signedIn(world.server.address, loginAt(world.desks, unit, post, nth))
  const { body } = await send(world.server.address, '/api/session', { headers })
  return (body['person'] as { readonly name: string }).name
}

interface Step {
  readonly at: readonly [unit: string, post: string, nth?: number]
  readonly does: string
  readonly with?: Readonly<Record<string, unknown>>
  readonly picture?: string
  readonly width?: number
}

/** Each official in a browser of their own: from their work to the record, the form, and what is said when it is done. */
function walker(type: string, language: Language) {
  const as = ([unit, post, nth = 0]: Step['at'], { width }: Pick<Step, 'width'> = {}): Promise<Official> =>
    officialAt(loginAt(world.desks, unit, post, nth), {
      ...{
        browser: world.browser,
        address: world.server.address,
        password: DEMO_PASSWORD,
        language,
        meets: [503],
      },
      ...(width === undefined ? {} : { width }),
    })
  return {
    as,
    async walk(id: string, steps: readonly Step[]) {
      for (const step of steps) {
        const { at, does, with: input = {}, picture } = step
        await using official = await as(at, step)
        await official.open(type, id)
        await official.act(type, does, input, async (page) => {
          // How a form is built is the same in both languages.
          if (language === 'zh' || picture !== undefined)
            await isOpenToEverybody(page, `${type} ${does} ${language}`)
          if (picture !== undefined) await keepPicture(page, `${picture}.${language}`)
        })
        if (picture !== undefined) await isOpenToEverybody(official.page, `${type} after ${does} ${language}`)
      }
    },
  }
}

const told = {
  zh: {
    title: '河滩砂场被一伙人霸占',
    content: '今年三月以来，几个人在河滩砂场设卡，每车收二百元，不给就砸车，司机老周被打断肋骨。',
    person: '刀疤刘',
    gist: '砂场设卡收钱、打人。',
    reasons: '有时间、地点、手段和伤者。',
    instructions: '依法核查，注意保密。',
    plan: '走访司机，调取出砂记录，询问被举报人。',
    step: '走访了三名司机，调取了出砂记录。',
    findings: '系经营纠纷引起的一次推搡，未发现有组织违法犯罪。',
    agreed: '同意。',
    answer: '经核查，系经营纠纷，未发现涉黑涉恶犯罪；如有新情况可以补充。',
    objection: '被打的人没有被问到，请再查。',
    refused: '已补充询问伤者，其本人说明系自己摔倒，维持原结论。',
  },
  en: {
    title: 'A gang holds the gravel pit',
    content:
      'Since the spring some men stop every lorry at the gravel pit, take two hundred for each, and smash the windows of those who refuse.',
    person: 'Scarface Liu',
    gist: 'Lorries are stopped and money is taken at the gravel pit.',
    reasons: 'Time, place, means and victims are told.',
    instructions: 'Verify it according to law and keep it secret.',
    plan: 'Visit the drivers, look at the books of the pit, question whoever is reported.',
    step: 'Three drivers were visited and the books of the pit were looked at.',
    findings: 'A quarrel over prices; no organised crime was found.',
    agreed: 'Agreed.',
    answer: 'A quarrel over prices was found and no organised crime. Tell us if there is something new.',
    objection: 'Nobody asked the man whose window was smashed. Please look again.',
    refused: 'He was asked meanwhile and confirms that it was a quarrel; the result stands.',
  },
} as const

for (const language of ['zh', 'en'] as const)
  test(`a report goes the whole way by people's hands alone (${language})`, async () => {
    const says = told[language]
    const { walk, as } = walker('clue', language)
    await using reporter = await citizen(language)
    const number = await reporter.report('clue', {
      'reportedPersons.0.alias': says.person,
      category: 'crime',
      title: says.title,
      content: says.content,
      area: '220102',
    })
    const id = await idOf('clue', number)
    const officers = [await nameOf(POLICE, 'verifier', 0), await nameOf(POLICE, 'verifier', 1)]
    const chiefs = [
      ['220102:criminalInvestigation', 'investigationChief'],
      [POLICE, 'deputyHead'],
      [POLICE, 'organHead'],
    ] as const
    await walk(id, [
      {
        at: [CENTRE, 'intakeClerk'],
        does: 'register',
        with: { gist: says.gist, importance: 'general' },
        picture: '1-clerk',
      },
      {
        at: [CENTRE, 'assessor'],
        does: 'assess',
        with: { grade: 'B', gradeReasons: says.reasons, focus: ['other'] },
        picture: '2-assessor',
      },
      {
        at: [CENTRE, 'officeHead'],
        does: 'approve',
        with: {
          ...{ verifyingUnit: '南关区公安局', dispatch: 'transfer', secrecy: 'internal' },
          ...{ feedbackWanted: true, instructions: says.instructions },
        },
        picture: '3-director',
      },
      { at: [POLICE, 'verifier'], does: 'signFor', with: { team: officers }, width: 390 },
      { at: [POLICE, 'verifier'], does: 'undertakeSecrecy', width: 390 },
      { at: [POLICE, 'verifier', 1], does: 'undertakeSecrecy', width: 390 },
      {
        at: ['220102:criminalInvestigation', 'investigationChief'],
        does: 'approveVerification',
        with: { plan: says.plan },
      },
      {
        at: [POLICE, 'verifier'],
        does: 'logStep',
        with: { steps: [{ kind: 'questioning', on: officeDay(), what: says.step, officers }] },
        width: 390,
      },
      {
        at: [POLICE, 'verifier'],
        does: 'submitReport',
        with: { conclusion: 'noCrime', findings: says.findings, proposal: 'nothing', truth: 'mistaken' },
        picture: '4-verifier',
        width: 390,
      },
      ...chiefs.map((at, nth): Step => ({
        at,
        does: 'sign',
        with: { opinion: says.agreed },
        ...(nth === 2 ? { picture: '5-chief' } : {}),
      })),
      {
        at: ['2201:police', 'reviewer'],
        does: 'confirmResult',
        with: { reviewOpinion: says.agreed },
        picture: '6-reviewer',
      },
      { at: [CENTRE, 'officeHead'], does: 'confirmResult', with: { reviewOpinion: says.agreed } },
      {
        at: [CENTRE, 'intakeClerk'],
        does: 'feedBack',
        with: { feedbackWay: 'code', feedbackWords: says.answer },
      },
    ])

    await reporter.ask()
    assert.ok((await reporter.page.content()).includes(says.answer))
    await reporter.object(says.objection)
    await walk(id, [
      {
        at: [CENTRE, 'officeHead'],
        does: 'refuseReexamination',
        with: { reasons: says.refused, feedbackWay: 'code', feedbackWords: says.refused },
      },
    ])
    await reporter.ask()
    assert.ok((await reporter.page.content()).includes(says.refused))
    await keepPicture(reporter.page, `7-citizen.${language}`)

    await walk(id, [{ at: [CENTRE, 'sampler'], does: 'drawSample' }])
    // The sample falls on some; those are verified once more, by others who do not know what was found.
    if (await isSampled(id))
      await walk(id, [
        { at: [CENTRE, 'sampler'], does: 'orderRecheck', with: { recheckUnit: '长春市公安局' } },
        {
          at: ['2201:police', 'verifier'],
          does: 'recheck',
          with: { recheckConclusion: 'noCrime', recheckFindings: says.findings },
        },
      ])
    await walk(id, [{ at: [CENTRE, 'archivist'], does: 'archive', with: { archiveBox: '2026-1' } }])

    await using auditor = await as(['22:office', 'auditor'])
    await auditor.open('clue', id)
    const { states } = words.clue[language]
    await auditor.page.locator('.way .now', { hasText: states.archived }).waitFor()
    const content = await auditor.page.content()
    for (const secret of [says.title, says.content, says.person, says.gist, says.findings])
      assert.ok(!content.includes(secret), secret)
    await isOpenToEverybody(auditor.page, `auditor ${language}`)
    await keepPicture(auditor.page, `8-auditor.${language}`)
  })

const asked = {
  zh: {
    title: '判决生效一年多没有执行到位',
    claim: '请求依法执行生效判决。',
    content: '劳务合同判决已经生效一年多，申请执行后一直没有结果，问了几次都说在排队。',
    reasons: '依事项性质甄别。',
    instructions: '依法办理，按期答复。',
    accepted: '您的信访事项已经受理。',
    step: '听取了信访人的陈述，查阅了卷宗。',
    findings: '经查，被执行人暂无可供执行的财产。',
    grounds: '《中华人民共和国民事诉讼法》有关规定。',
    opinion: '暂无可供执行的财产，您的请求目前不能支持；发现财产线索可以随时申请恢复执行。',
    review: '他名下有车，请上级再查。',
    decided: '原处理意见并无不当，予以维持。',
  },
  en: {
    title: 'A judgment has not been enforced for a year',
    claim: 'Please enforce the judgment.',
    content: 'The judgment about my wages is in force for more than a year and nothing has come of it since.',
    reasons: 'Sorted by what it is about.',
    instructions: 'Handle it by law and answer in time.',
    accepted: 'Your petition was accepted.',
    step: 'The petitioner was heard and the file was read.',
    findings: 'The debtor has nothing that could be taken at present.',
    grounds: 'Civil Procedure Law.',
    opinion: 'There is nothing to take at present; tell us when you know of anything.',
    review: 'He owns a car. Please let the court above look at it.',
    decided: 'The opinion was right and stands.',
  },
} as const

for (const language of ['zh', 'en'] as const)
  test(`a petition is sorted, handled, answered and reviewed (${language})`, async () => {
    const says = asked[language]
    const { walk } = walker('petition', language)
    await using petitioner = await citizen(language)
    const number = await petitioner.report('petition', {
      category: 'enforcement',
      title: says.title,
      claim: says.claim,
      content: says.content,
      area: '220102',
    })
    const id = await idOf('petition', number)
    await walk(id, [
      { at: [CENTRE, 'intakeClerk'], does: 'register', with: { gist: says.title } },
      {
        at: [CENTRE, 'assessor'],
        does: 'sort',
        with: { procedure: 'opinion', sortingReasons: says.reasons },
        picture: 'petition',
      },
      {
        at: [CENTRE, 'officeHead'],
        does: 'approve',
        with: { handlingUnit: '南关区人民法院', instructions: says.instructions },
      },
      {
        at: [COURT, 'petitionHandler'],
        does: 'accept',
        with: { acceptanceWay: 'code', acceptanceWords: says.accepted },
      },
      {
        at: [COURT, 'petitionHandler'],
        does: 'logStep',
        with: { steps: [{ kind: 'interview', on: officeDay(), what: says.step }] },
      },
      {
        at: [COURT, 'petitionHandler'],
        does: 'draftOpinion',
        with: { result: 'notSupported', findings: says.findings, legalGrounds: says.grounds },
      },
      {
        at: [COURT, 'petitionHead'],
        does: 'issue',
        with: { feedbackWay: 'code', feedbackWords: says.opinion },
      },
    ])
    await petitioner.ask()
    assert.ok((await petitioner.page.content()).includes(says.opinion))
    await petitioner.object(says.review)
    await walk(id, [
      {
        at: ['2201:court', 'petitionHead'],
        does: 'decideReview',
        with: { reviewResult: 'upheld', reviewOpinion: says.decided },
      },
    ])
    await petitioner.ask()
    assert.ok((await petitioner.page.content()).includes(says.decided))
  })

const accused = {
  zh: {
    title: '派出所民警违规扣车',
    content: '民警没有任何手续扣了我的货车，半个月后才还，还让我交了两千元。',
    reasons: '按干部管理权限确定。',
    instructions: '依规依纪依法处理。',
    accepted: '已受理。',
    step: '查阅了扣押登记，询问了当事民警。',
    findings: '扣押手续补办及时，未收取费用，反映情况不实。',
    answer: '经查，扣押手续齐全，未收取费用。',
    objection: '我有转账记录，请再查。',
    refused: '转账对象与民警无关，维持原处理。',
    cleared: '经查，所反映问题不实，予以澄清。',
  },
  en: {
    title: 'An officer kept my lorry without papers',
    content:
      'An officer took my lorry without any paper, gave it back after two weeks and asked for two thousand.',
    reasons: 'By the authority over the staff concerned.',
    instructions: 'Handle it by the rules and by law.',
    accepted: 'Your complaint was accepted.',
    step: 'The register of seizures was read and the officer was heard.',
    findings: 'The papers were in order and no money was taken.',
    answer: 'The papers were in order and no money was taken.',
    objection: 'I have the receipt of the transfer. Please look again.',
    refused: 'The transfer went to somebody else; the result stands.',
    cleared: 'What was said is not so; the officer is cleared.',
  },
} as const

for (const language of ['zh', 'en'] as const)
  test(`a complaint about staff is handled by a body that does not depend on them (${language})`, async () => {
    const says = accused[language]
    const { walk } = walker('complaint', language)
    await using complainant = await citizen(language)
    const number = await complainant.report('complaint', {
      category: 'abuse',
      staffOrgan: 'police',
      title: says.title,
      content: says.content,
      area: '220102',
    })
    const id = await idOf('complaint', number)
    const team = [
      await nameOf(DISCIPLINE, 'complaintHandler', 0),
      await nameOf(DISCIPLINE, 'complaintHandler', 1),
    ]
    await walk(id, [
      { at: [CENTRE, 'intakeClerk'], does: 'register', with: { gist: says.title } },
      {
        at: [CENTRE, 'assessor'],
        does: 'sort',
        with: { rank: 'staff', sortingReasons: says.reasons },
        picture: 'complaint',
      },
      {
        at: [CENTRE, 'officeHead'],
        does: 'approve',
        with: { handlingUnit: '南关区纪律检查委员会', instructions: says.instructions },
      },
      { at: [DISCIPLINE, 'disciplineIntake'], does: 'accept', with: { team } },
      {
        at: [DISCIPLINE, 'complaintHandler'],
        does: 'tellAcceptance',
        with: { acceptances: [{ on: officeDay(), way: 'code', words: says.accepted }] },
      },
      {
        at: [DISCIPLINE, 'complaintHandler'],
        does: 'logStep',
        with: { steps: [{ kind: 'preliminary', on: officeDay(), what: says.step, officers: team }] },
      },
      {
        at: [DISCIPLINE, 'complaintHandler'],
        does: 'submitReport',
        with: { findings: says.findings, truth: 'mistaken', proposal: 'noViolation' },
      },
      {
        at: [DISCIPLINE, 'complaintHead'],
        does: 'decide',
        with: { decision: 'noViolation', decisionOpinion: says.findings },
      },
      {
        at: [DISCIPLINE, 'disciplineIntake'],
        does: 'clear',
        with: { clearingWay: 'letter', clearingWords: says.cleared },
      },
      {
        at: [DISCIPLINE, 'disciplineIntake'],
        does: 'feedBack',
        with: { feedbackWay: 'code', feedbackWords: says.answer },
      },
    ])
    await complainant.ask()
    assert.ok((await complainant.page.content()).includes(says.answer))
    await complainant.object(says.objection)
    await walk(id, [
      {
        at: [CENTRE, 'officeHead'],
        does: 'refuseReexamination',
        with: { reasons: says.refused, feedbackWords: says.refused },
      },
      { at: [CENTRE, 'archivist'], does: 'archive', with: { archiveBox: '2026-2' } },
    ])
    await complainant.ask()
    assert.ok((await complainant.page.content()).includes(says.refused))
  })

test('and all of it is sound', async () => {
  const { files } = await assertSound(world.server)
  assert.ok(files > 0)
})
