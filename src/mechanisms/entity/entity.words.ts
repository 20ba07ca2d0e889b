import type { WordsFor } from '#kernel/record/declaration.ts'
import type { entity } from './entity.ts'

export const chinese: WordsFor<typeof entity> = {
  name: '实体',
  fields: {
    kind: '类别',
    name: '名称（姓名）',
    otherNames: '其他名称、曾用名、绰号',
    identifiers: '号码',
    addresses: '地址',
    notes: '说明',
    clue: '所据线索',
    case: '所据案件',
    mention: '对应记录中的提及',
    knownSince: '自何日起',
    importKey: '导入标识',
    relations: '与其他实体的关系',
    named: '涉及的公职人员和单位',
    unit: '认定单位',
    statedBy: '认定人',
    sharedWith: '共享给',
    reasons: '理由',
    withdrawn: '撤回原因',
  },
  choices: {
    kind: {
      person: '人员',
      company: '企业',
      organisation: '其他组织',
      vehicle: '车辆',
      account: '账户',
      property: '财产',
      other: '其他',
    },
    withdrawn: { mistaken: '认定有误', unfounded: '缺乏依据', leftOver: '不再需要' },
  },
  parts: {
    kind: '种类',
    value: '号码',
    entity: '对方实体',
    as: '对方是本实体的',
    from: '起',
    until: '止',
    basis: '依据',
    key: '对象',
    how: '方式',
  },
  roles: { stater: '认定人', colleague: '被共享人', desk: '线索中心、案件管理' },
  states: { stated: '已认定', takenBack: '已撤回' },
  actions: {
    state: '认定实体',
    amend: '修改',
    relate: '添加关系',
    nameOfficials: '指明公职人员或单位',
    share: '共享',
    takeBack: '撤回',
    stateAgain: '恢复认定',
  },
  refusals: {
    standsOnAClueOrACase: '实体须认定在一件线索或一起案件上，二者择一。',
    numbersAreOfTheirKind: '号码与所选种类的格式不符（身份证号校验位、电话位数等），请核对。',
    relatesToAnother: '不能与自身建立关系。',
    endsAfterItBegan: '终止日期早于起始日期。',
  },
  deadlines: {},
  documents: {},
  views: { mine: '实体' },
}

export const english: WordsFor<typeof entity> = {
  name: 'Entity',
  fields: {
    kind: 'Kind',
    name: 'Name',
    otherNames: 'Other names, former names, nicknames',
    identifiers: 'Numbers',
    addresses: 'Addresses',
    notes: 'Notes',
    clue: 'Stated on clue',
    case: 'Stated on case',
    mention: 'Stands for the mention',
    knownSince: 'Since',
    importKey: 'Key in the imported file',
    relations: 'Relations to other entities',
    named: 'Officials and units it speaks of',
    unit: 'Stated by unit',
    statedBy: 'Stated by',
    sharedWith: 'Shared with',
    reasons: 'Reasons',
    withdrawn: 'Why taken back',
  },
  choices: {
    kind: {
      person: 'Person',
      company: 'Company',
      organisation: 'Other organisation',
      vehicle: 'Vehicle',
      account: 'Account',
      property: 'Property',
      other: 'Other',
    },
    withdrawn: { mistaken: 'Mistaken', unfounded: 'Unfounded', leftOver: 'No longer needed' },
  },
  parts: {
    kind: 'Kind',
    value: 'Number',
    entity: 'The other entity',
    as: 'What the other is to this one',
    from: 'From',
    until: 'Until',
    basis: 'Basis',
    key: 'Who or what',
    how: 'How',
  },
  roles: { stater: 'Who stated it', colleague: 'Shown by the stater', desk: 'Clue centre, case desk' },
  states: { stated: 'Stated', takenBack: 'Taken back' },
  actions: {
    state: 'State an entity',
    amend: 'Amend',
    relate: 'Add relations',
    nameOfficials: 'Name officials or units',
    share: 'Share',
    takeBack: 'Take back',
    stateAgain: 'State again',
  },
  refusals: {
    standsOnAClueOrACase: 'An entity is stated on a clue or on a case: one of the two.',
    numbersAreOfTheirKind:
      'A number does not have the form of its kind (check digit, length): please compare it.',
    relatesToAnother: 'It cannot be related to itself.',
    endsAfterItBegan: 'It would end before it began.',
  },
  deadlines: {},
  documents: {},
  views: { mine: 'Entities' },
}

interface Spoken {
  readonly zh: string
  readonly en: string
}

/** The choices inside groups, by the name of the part. */
export const partChoices: Readonly<Record<string, Readonly<Record<string, Spoken>>>> = {
  kind: {
    identity: { zh: '身份证号', en: 'Identity number' },
    phone: { zh: '电话', en: 'Telephone' },
    account: { zh: '账号', en: 'Account' },
    plate: { zh: '车牌', en: 'Plate' },
    creditCode: { zh: '统一社会信用代码', en: 'Credit code' },
    other: { zh: '其他', en: 'Other' },
    sameNumber: { zh: '号码相同', en: 'Same number' },
    sameName: { zh: '名称相同', en: 'Same name' },
    nameVariant: { zh: '名称近似（异体字、同音、绰号）', en: 'A variant of the name' },
    samePlace: { zh: '地点相同', en: 'Same place' },
    sameAddress: { zh: '地址相同', en: 'Same address' },
    sameRelation: { zh: '关联对象相同', en: 'Related to the same' },
  },
  how: {
    matched: { zh: '系统比对', en: 'Matched by the machine' },
    stated: { zh: '人工指明', en: 'Stated by an official' },
  },
}
