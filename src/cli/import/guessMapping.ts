/**
 * A mapping from the names of the columns alone, so that an ordinary list can be imported without a mapping file.
 *
 * The key is the content: a column called `id` or 编号 may count 1, 2, 3 … in every file, and keyed by it the second file
 * would be taken for the first. The number still goes in as the source's document number, and so into the hash.
 */
import type { FieldRule, Mapping } from './mapping.ts'
import { refusal, type ImportRefusal } from './refusal.ts'

/** Field → column names, best first. Written as normalised: lower case, without spaces and punctuation. */
const names: Readonly<Record<string, string>> = {
  content:
    '内容 正文 留言详情 留言内容 举报内容 线索内容 反映内容 信访内容 主要内容 问题描述 详情 事实 案情 text content fact facts body description narrative details message',
  title: '标题 主题 留言主题 线索标题 线索名称 举报标题 题目 title subject headline',
  receivedOn:
    '受理时间 受理日期 接收时间 收件日期 登记时间 登记日期 举报时间 举报日期 留言时间 来信时间 时间 日期 receivedon receivedat received time date datetime createdat timeraw',
  occurredOn: '发生时间 发生日期 案发时间 案发日期 occurredon eventdate',
  occurredAt: '发生地点 案发地点 地点 地址 详细地址 place location address',
  area: '地区 区域 辖区 属地 所属地区 所在地区 县区 区县 area region district county',
  'reportedPersons[].name':
    '被举报人 被举报人姓名 被反映人 被反映人姓名 嫌疑人 被告人 reportedperson reportedpersons suspect suspects accused',
  reporterName:
    '举报人 举报人姓名 反映人 反映人姓名 留言人 留言用户 来信人 姓名 reporter reportername name user username',
  reporterPhone: '举报人电话 联系电话 联系方式 电话 电话号码 手机 手机号 手机号码 phone tel telephone mobile',
  reporterContactTime: '方便联系时间 联系时间 希望联系时间 contacttime',
  reporterAnonymousCode: '匿名代码 举报匿名代码 匿名举报代码 anonymouscode',
  source: '来源 线索来源 来源渠道 渠道 source channel',
  sourceDocument: '线索编号 留言编号 来文号 来文字号 文号 编号 documentno docno id no number',
}

/** Words for channels as lists use them, as codes of the list clue.sources. What is none of them came by this file. */
const channels: Readonly<Record<string, string>> = {
  '12337': 'nationalPlatform',
  '12337平台': 'nationalPlatform',
  全国12337平台: 'nationalPlatform',
  中央督导: 'inspectionTeam',
  督导组: 'inspectionTeam',
  巡视巡察: 'inspectionTeam',
  上级交办: 'upperOffice',
  第二战场: 'secondBattlefield',
  成员单位移送: 'memberUnit',
  部门移送: 'memberUnit',
  来信: 'letter',
  信访: 'petition',
  来访: 'visit',
  来电: 'phone',
  电话: 'phone',
  '110': 'policeDesk',
  公安: 'policeDesk',
  法院: 'court',
  检察院: 'court',
  媒体: 'media',
  网络: 'media',
  风险预警: 'earlyWarning',
}
const channelElse = 'import'

export function guessMapping(
  columns: readonly string[],
  type = 'clue',
): { readonly mapping: Mapping } | { readonly refused: ImportRefusal } {
  const byName = new Map(columns.map((column) => [normalised(column), column]))
  const fields: Record<string, FieldRule> = {}
  for (const [field, words] of Object.entries(names)) {
    const found = words.split(' ').flatMap((word) => byName.get(word) ?? [])
    if (found[0] !== undefined) fields[field] = ruleFor(field, found)
  }
  if (fields['content'] === undefined) return { refused: noContent(columns) }
  fields['receivedOn'] ??= { default: '@today' }
  fields['source'] ??= { default: channelElse }
  return { mapping: { type, fields, key: 'sha256' } }
}

function ruleFor(field: string, found: readonly string[]): FieldRule {
  const first = found[0] ?? ''
  if (field === 'content') return { from: first, required: true }
  if (field === 'receivedOn') return { from: found, date: 'auto', default: '@today' }
  if (field === 'occurredOn') return { from: first, date: 'auto' }
  if (field === 'source') return { from: first, map: channels, default: channelElse }
  if (field.includes('[]')) return { from: first, split: '、，,；;\n' }
  return { from: first }
}

function normalised(column: string): string {
  return column
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s_\-.:：*（）()]/g, '')
}

function noContent(columns: readonly string[]): ImportRefusal {
  const there = columns.slice(0, 20).join(', ')
  return refusal(
    'no column for the content',
    `没有认出哪一列是内容（现有列：${there}）。请用 --map 指定映射文件`,
    `No column was recognised as the content (columns: ${there}). Name a mapping file with --map`,
    'content',
  )
}
