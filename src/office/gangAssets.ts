/** Twelve pieces of property of different kinds, held by measures of the matrix and brought to every ending there is. */
import type { PersonId, RecordId } from '#kernel/record/field.ts'
import type { Filed, Input, Scene, Waiting } from './gangScene.ts'

export interface AssetStory {
  /** Found and held; what is unrelated goes back, what spoils is sold, one victim gets theirs. */
  control(): Waiting<void>
  screened(): Waiting<void>
  sentToCourt(): Waiting<void>
  judged(): Waiting<void>
  enforced(): Waiting<void>
  all(): ReadonlyMap<string, RecordId>
}

type Approver = 'prefecture' | 'county' | 'chief' | 'province'
type Judgment = 'confiscate' | 'returnToVictim' | 'returnToOwner'

/** In whose name property stands, by what they are to the suspect. */
const owners = {
  suspect: '甲某',
  family: '甲某之妻',
  company: '河湾砂石有限公司',
  unknown: '登记人不详',
} as const

interface Piece {
  readonly key: string
  readonly title: string
  readonly kind: string
  readonly relation: keyof typeof owners
  readonly measure: string
  readonly approver: Approver
  readonly isKept?: true
  readonly nature: string
  /** What the court decides; without it the property ends before. */
  readonly judgment?: Judgment
}

const pieces: readonly Piece[] = [
  ...(
    [
      [
        'account',
        '沙场对公账户资金',
        'deposit',
        'suspect',
        'freeze',
        'county',
        false,
        'illegalGain',
        'confiscate',
      ],
      ['cash', '收取的“过路费”现金', 'cash', 'suspect', 'seize', 'chief', true, 'victims'],
      ['truck', '自卸货车', 'vehicle', 'suspect', 'seize', 'chief', true, 'tool', 'confiscate'],
      ['house', '家属名下住房', 'realEstate', 'family', 'seal', 'county', false, 'familys', 'returnToOwner'],
      ['familyCar', '家属代步车', 'vehicle', 'family', 'seize', 'chief', true, 'unrelated'],
      ['equity', '砂石公司股权', 'equity', 'company', 'freeze', 'prefecture', false, 'pending'],
      ['gravel', '堆放的饲料', 'goods', 'suspect', 'seize', 'chief', true, 'illegalGain'],
      [
        'jewellery',
        '被抢走的首饰',
        'jewelleryArt',
        'suspect',
        'seize',
        'chief',
        true,
        'victims',
        'returnToVictim',
      ],
      ['savings', '家属养老存款', 'deposit', 'family', 'freeze', 'county', false, 'unrelated'],
      ['loader', '装载机', 'machine', 'company', 'keepWithOwner', 'county', false, 'lawful', 'returnToOwner'],
      ['fund', '无人认领的基金份额', 'fund', 'unknown', 'freeze', 'county', false, 'lawful', 'returnToOwner'],
      [
        'shares',
        '上市公司股票',
        'listedEquity',
        'suspect',
        'freeze',
        'province',
        false,
        'illegalGain',
        'confiscate',
      ],
    ] as const
  ).map(([key, title, kind, relation, measure, approver, isKept, nature, judgment]): Piece => ({
    ...{ key, title, kind, relation, measure, approver, nature },
    ...(isKept ? { isKept } : {}),
    ...(judgment === undefined ? {} : { judgment }),
  })),
]

const block = {
  necessity: '有转移、隐匿的风险。',
  scope: '以涉案金额为限。',
  ownership: '登记情况见案卷。',
  livingAllowance: '保留本人及所扶养家属的生活费用。',
  businessImpact: '不影响正常经营。',
}
const opinionOf = (nature: string, more: Input = {}) => ({
  ...{ nature, evidence: '见案卷第4卷。', opinion: '性质认定如上。' },
  ...more,
})

export function gangAssets(scene: Scene, theCase: Filed): AssetStory {
  const { hands, places, seat, unit, on } = scene
  const { home, other, above, province } = places
  const ids = new Map<string, RecordId>()
  const get = (key: string): RecordId => {
    const id = ids.get(key)
    if (id === undefined) throw new Error(`No property is called ${key}`)
    return id
  }
  const act = (person: PersonId, key: string, action: string, input: Input = {}) =>
    hands.act(person, 'asset', get(key), action, input)
  const investigator = () => seat('investigator', other, 'police')
  const head = () => seat('organHead', other, 'police')
  const custodian = () => seat('propertyCustodian', other, 'police')
  const judge = () => seat('judge', home, 'court')
  const enforcer = () => seat('enforcementJudge', home, 'court')
  const approvers: Readonly<Record<Approver, () => PersonId>> = {
    county: head,
    chief: () => seat('investigationChief', other, 'criminalInvestigation'),
    prefecture: () => seat('organHead', above, 'police'),
    province: () => seat('organHead', province, 'police'),
  }
  /** What comes before the court: what did not end before, and what the early sale brought. */
  const judgedItems = [
    ...pieces.filter(({ judgment }) => judgment !== undefined),
    { key: 'proceeds', nature: 'illegalGain', judgment: 'confiscate' },
  ]
  const receiver = (name: string) => ({ name, identity: '身份证件已核对', capacity: 'self' })

  async function hold({ key, title, kind, relation, measure, approver, isKept }: Piece): Promise<void> {
    const asset = await hands.act(investigator(), 'asset', undefined, 'find', {
      ...{ case: theCase.id, title, kind, registeredOwner: owners[relation], ownerRelation: relation },
      ...(kind === 'realEstate' ? { marks: [{ mark: 'address', value: '朝阳区湖西路118号2单元' }] } : {}),
    })
    ids.set(key, asset)
    const id = await hands.act(investigator(), 'measure', undefined, 'apply', {
      ...{ case: theCase.id, asset, kind: measure, impact: 'ordinary', ...block },
    })
    await hands.act(approvers[approver](), 'measure', id, 'approve', { decisionReasons: '符合法定条件。' })
    await hands.act(investigator(), 'measure', id, 'execute', {
      officers: [investigator(), seat('investigator', other, 'police', 1)],
      witness: { name: '见证人某' },
      items: [{ what: title, count: 1, measuredIn: '项' }],
    })
    if (isKept === true)
      await hands.act(custodian(), 'measure', id, 'takeIntoCustody', { custodyPlace: '涉案财物中心' })
  }

  /** The family's objection to the sealing of their home: heard, and refused with the remedies told. */
  async function objected(): Promise<void> {
    const asset = get('house')
    const reviewer = seat('legalReviewer', other, 'police')
    const { measureInForce } = await hands.read('asset', asset)
    const id = await hands.act(reviewer, 'propertyObjection', undefined, 'receive', {
      ...{
        asset,
        measure: measureInForce,
        title: '对查封住房的异议',
        standing: 'interested',
        receivedOn: on(),
      },
      ...{ objector: { name: '家属某', contact: '13800000000' }, ground: 'ownership' },
      content: '住房系婚前财产。',
    })
    await hands.act(reviewer, 'propertyObjection', id, 'hear', {
      hearings: [{ on: on(), heard: '异议人及其代理人', what: '听取意见，核对登记资料。' }],
    })
    await hands.act(seat('deputyHead', other, 'police'), 'propertyObjection', id, 'decide', {
      ...{
        decision: 'rejected',
        findings: '权属需由法院审理认定。',
        legalGrounds: '反有组织犯罪法第四十九条',
      },
    })
  }

  return {
    all: () => ids,
    async *control() {
      for (const piece of pieces) await hold(piece)
      yield 2
      await objected()
      await act(investigator(), 'familyCar', 'findUnrelated', {
        unrelatedReasons: '合法收入购买，与案件无关。',
      })
      await act(head(), 'familyCar', 'releaseFromCustody')
      await act(custodian(), 'familyCar', 'handOver', {
        receiver: receiver('家属某'),
        receipt: [await hands.upload(custodian(), '发还清单.txt', '已领取代步车一辆。')],
      })
      await act(investigator(), 'savings', 'findUnrelated', { unrelatedReasons: '退休金存款。' })
      await act(head(), 'savings', 'release')
      await act(investigator(), 'gravel', 'proposeSale', {
        ...{ saleGround: 'perishable', saleReasons: '易变质。', ownerAsksForSale: true },
      })
      await act(head(), 'gravel', 'approveSale')
      await act(custodian(), 'gravel', 'sell', {
        ...{ proceeds: 4_200_00, proceedsAccount: '涉案款专户', saleToldTo: '权利人', saleToldOn: on() },
      })
      const [proceeds] = await hands.linkedTo(get('gravel'), 'asset')
      if (proceeds === undefined) throw new Error('The proceeds of the sale are no property of the case')
      ids.set('proceeds', proceeds)
      await act(investigator(), 'cash', 'proposeReturn', {
        ...{ ownershipProof: '转账记录与被害人陈述一致。', isUndisputed: true },
        returnPhotos: [await hands.upload(investigator(), '照片.txt', '现金照片。')],
      })
      await act(head(), 'cash', 'approveReturn')
      await act(custodian(), 'cash', 'handOver', {
        receiver: receiver('被害人某'),
        receipt: [await hands.upload(custodian(), '领条.txt', '已领取现金。')],
      })
    },
    async *screened() {
      yield 1
      const procuratorate = unit(home, 'procuratorate')
      for (const { key, nature } of judgedItems)
        await act(investigator(), key, 'sendOpinion', { policeOpinion: opinionOf(nature), procuratorate })
    },
    async *sentToCourt() {
      yield 1
      const court = unit(home, 'court')
      for (const { key, nature } of judgedItems)
        await act(seat('procurator', home, 'procuratorate'), key, 'sendToCourt', {
          procuratorateOpinion: opinionOf(nature),
          court,
        })
    },
    async *judged() {
      yield 1
      for (const { key, nature, judgment } of judgedItems)
        await act(judge(), key, 'judge', {
          ...{ courtFinding: opinionOf(nature), heardInCourt: true, proof: 'proved', judgment },
          ...{ judgmentNumber: '（2025）吉0102刑初1号', judgmentItem: `${key}项` },
        })
    },
    async *enforced() {
      const enforcement = await hands.act(judge(), 'enforcement', undefined, 'open', {
        ...{ case: theCase.id, title: `${places.name}专案财产执行`, judgmentNumber: '（2025）吉0102刑初1号' },
        ...{
          effectiveOn: on(),
          custodianUnit: unit(other, 'police'),
          assets: [get('account'), get('truck')],
        },
      })
      const pay = (person: PersonId, action: string, input: Input = {}) =>
        hands.act(person, 'enforcement', enforcement, action, input)
      await pay(judge(), 'send')
      await pay(custodian(), 'returnReceipt', { receiptWords: '已收到判决书，财物在库。' })
      await pay(enforcer(), 'file', {
        fileNumber: '（2025）吉0102执1号',
        awards: [
          { class: 'medical', to: '伤者某', due: 30_000_00 },
          { class: 'victims', to: '被害人某', due: 50_000_00 },
          { class: 'confiscation', to: '国库', due: 100_000_00 },
        ],
      })
      await pay(enforcer(), 'distribute', { received: 180_000_00, receivedFrom: '账户扣划' })
      await pay(enforcer(), 'finish', { finishing: 'paidInFull', finishReasons: '全部执行到位。' })
      for (const key of ['account', 'truck', 'shares', 'proceeds'])
        await act(enforcer(), key, 'confiscate', {
          treasuryReceipt: `缴款书${key}`,
          treasuryAmount: 100_000_00,
        })
      for (const key of ['house', 'loader', 'jewellery'])
        await act(enforcer(), key, 'handOver', {
          receiver: receiver(key === 'jewellery' ? '被害人某' : '权利人某'),
          receipt: [await hands.upload(enforcer(), `${key}.txt`, `已领取${key}。`)],
        })
      await act(enforcer(), 'fund', 'seek', { soughtFor: 'owner', soughtBy: '公告。' })
      // The term of the freeze of the equity and the time of whoever may own the fund.
      yield 190
      await act(enforcer(), 'fund', 'handToTreasury', {
        treasuryReceipt: '缴款书fund',
        treasuryAmount: 8_000_00,
      })
    },
  }
}
