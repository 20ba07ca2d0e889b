/** Papers as the tests set them: one of each layout, all names invented. */
import type { Paper } from './paper.ts'
import { instant, plainDate } from '#kernel/time.ts'

const watermark = { viewer: '王建国（南关区公安分局）', at: instant('2026-11-22T02:05:00.000Z') }
const issuedOn = plainDate('2026-11-22')
const signedAt = instant('2026-11-22T01:30:00.000Z')
const bare = { before: [], after: [], annexes: [] } as const

export const letter: Paper = {
  ...bare,
  layout: 'letter',
  title: '关于“南关区某砂石市场强揽工程”的交办函',
  organ: '长春市扫黑除恶斗争领导小组办公室',
  number: '长扫黑交办〔2026〕12号',
  issuedOn,
  addressee: '长春市公安局南关区分局',
  secrecy: '工作秘密',
  note: '联系人：李明；收到后请于二日内签收',
  watermark,
  signatures: [],
  lines: [
    { label: '办理方式', value: '直接核查' },
    {
      label: '线索摘要',
      value:
        '群众反映，南关区某砂石市场经营者多年纠集人员，以堵门、扣车、言语威胁等方式强迫周边工地购买其砂石料。',
    },
    {
      label: '举报内容',
      value:
        '2026年3月至9月间，该经营者先后六次派人到新城大街工地堵门，致使工地停工十一天，损失约30.5万元。\n施工方报警两次，均被告知属经济纠纷。',
    },
    {
      label: '被举报人',
      value: {
        head: ['姓名（名称）', '绰号', '职业', '住址'],
        rows: [
          ['陈喆', '老四', '砂石经营', '南关区新立城镇'],
          ['张堃', '', '司机', '南关区'],
        ],
      },
    },
    {
      label: '办理要求',
      value: '请指派二名以上民警核查，在规定期限内报送核查报告。',
    },
  ],
}

export const form: Paper = {
  ...bare,
  before: ['线索登记号为吉线索〔2026〕000123号，登记如下：'],
  after: ['本表一式二份，一份存卷。', '登记人对登记内容负责。'],
  layout: 'form',
  title: '线索登记表',
  organ: '长春市扫黑除恶斗争领导小组办公室',
  number: '吉线索〔2026〕000123号',
  issuedOn,
  watermark,
  signatures: [
    { post: '登记人', name: '赵敏', at: signedAt, opinion: '材料齐全，建议受理。' },
    { post: '办公室主任', name: '孙镕', at: signedAt, opinion: '同意。' },
  ],
  lines: [
    { label: '线索来源', value: '网上举报' },
    { label: '收到日期', value: '2026年11月20日' },
    { label: '线索类别', value: '强揽工程' },
    { label: '所属地区', value: '南关区' },
    { label: '标题', value: '南关区某砂石市场强揽工程' },
    ...letter.lines.slice(1),
    { label: '打击重点', value: ['强迫交易', '寻衅滋事'] },
  ],
}

export const report: Paper = {
  ...bare,
  layout: 'report',
  title: '线索核查报告',
  organ: '长春市公安局南关区分局',
  number: '吉线索〔2026〕000123号',
  issuedOn,
  secrecy: '内部',
  addressee: '长春市扫黑除恶斗争领导小组办公室',
  watermark,
  signatures: [
    { post: '刑侦大队长', name: '周立', at: signedAt, opinion: '同意结论。', withdrawn: true },
    { post: '刑侦大队长', name: '周立', at: signedAt, opinion: '补充材料后同意。' },
    { post: '分管副局长', name: '吴犇', at: signedAt, opinion: '同意，请按程序报审。' },
    { post: '局长', name: '郑䶮', at: signedAt },
  ],
  lines: [
    { label: '线索来源', value: '网上举报' },
    ...letter.lines.slice(1, 2),
    {
      label: '核查经过',
      value: {
        head: ['类别', '日期', '内容', '人员'],
        rows: [
          ['走访', '2026年11月3日', '走访新城大街工地负责人，核实停工时间与损失。', '周立、吴犇'],
          ['调取', '2026年11月5日', '调取两次报警记录和出警视频。', '周立、钱进'],
        ],
      },
    },
    {
      label: '核查结果',
      value: ['六次堵门中四次查实，均有视频。', '报警两次属实，出警民警未做笔录。', '亲属任职一节不实。'],
    },
    { label: '核查结论', value: '具有涉恶犯罪嫌疑' },
    { label: '处理建议', value: '建议立案侦查；出警民警未做笔录一节移送区监委。' },
  ],
}

/** A report whose text fills twenty pages and more. */
export const longReport: Paper = {
  ...report,
  lines: Array.from({ length: 24 }, (_, index) => ({
    label: `第${index + 1}次核查`,
    value: Array.from(
      { length: 5 },
      (_unused, nth) =>
        `（第${nth + 1}段）` +
        '经走访工地负责人、周边商户和出警民警，核对视频与报警记录，情况如下。'.repeat(4),
    ).join('\n'),
  })),
}

const HOSTILE =
  '#import "@preview/x:1.0.0"\n#read("/etc/passwd") $ \\ ] [ <b>&amp; *x* _y_ @z `c` = h // k /* {{ ${a} "'

/** Text that would be markup if anything took it for markup. */
export const hostile = (layout: Paper['layout']): Paper => ({
  layout,
  title: `标题 ${HOSTILE}`,
  organ: '#panic("机关")',
  number: '#sys.inputs〔2026〕1号',
  issuedOn,
  addressee: HOSTILE,
  secrecy: '#1',
  before: [HOSTILE],
  after: [HOSTILE],
  annexes: [HOSTILE],
  copies: HOSTILE,
  cancelled: { on: issuedOn, reasons: HOSTILE },
  note: HOSTILE,
  watermark: { viewer: HOSTILE, at: watermark.at },
  signatures: [{ post: '#post', name: ']#name[', at: signedAt, opinion: HOSTILE }],
  lines: [
    { label: '#label', value: HOSTILE },
    { label: '<w:t>', value: [HOSTILE, '$x^2$'] },
    { label: '表', value: { head: ['#a', '<b>'], rows: [[HOSTILE, ']]>']] } },
    { label: '控制\u0000字符', value: '前\u0000\u0001\ufffe\ud800\u202e后' },
  ],
})
