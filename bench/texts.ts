/**
 * Texts of reports. Where the shared data is there, sentences of real case facts in new orders; else words of such
 * reports one after another, which mean nothing and share as few runs of characters with each other as real texts do.
 */
import { readFileSync } from 'node:fs'
import { findSharedData } from '#test/support/sharedData.ts'
import { pickFrom } from './sequence.ts'

const WORDS =
  '去年 今年 上月 昨晚 凌晨 傍晚 村口 镇上 县城 市场 夜市 工地 砂场 矿山 码头 车站 路口 小区 物业 酒店 歌厅 网吧 茶楼 浴池 商铺 摊位 货车 客车 挖机 铲车 ' +
  '老板 经理 村长 会计 亲戚 邻居 村民 业主 司机 摊贩 工人 青年 外号 同伙 手下 打手 家属 老人 妇女 学生 经常 多次 长期 公然 强行 纠集 带领 指使 雇用 威胁 ' +
  '恐吓 辱骂 殴打 围堵 拦截 扣押 打砸 放火 泼漆 跟踪 骚扰 敲诈 勒索 索要 收取 强占 霸占 垄断 逼迫 强迫 放贷 讨债 赌博 开设 抽头 转移 隐瞒 包庇 纵容 通风 ' +
  '报信 受伤 骨折 住院 报警 出警 调解 立案 撤案 推诿 拖延 无果 至今 损失 万元 千元 现金 转账 欠条 合同 账本 录音 视频 照片 证人 证据 医院 诊断 派出 所长 ' +
  '民警 干部 主任 书记 局长 招标 工程 征地 拆迁 补偿 土地 林木 河道 采砂 运输 蔬菜 水果 猪肉 海鲜 建材 水泥 石料 煤炭 废品 停车 线路 承包 租金 押金 利息 ' +
  '本金 保护 管理 卫生 摊费 费用 每月 每车 每吨 每户 不给 不准 不许 必须 否则 扬言 后果 报复 害怕 不敢 停业 搬走 关门 赔偿 道歉 请求 希望 查处 核实 严惩'

export interface Texts {
  readonly of: 'sentences of real case facts in new orders' | 'words one after another'
  /** A text of about so many characters. */
  next(length: number, random: () => number): string
  name(random: () => number): string
}

const SURNAMES = [...'王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕']
const GIVEN = [
  ...'伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英建国志华文辉晓东海春波宁福生龙元全胜学祥才发武新利清飞彬富顺信子',
]

export function texts({ made = false } = {}): Texts {
  const file = made ? undefined : findSharedData('narratives/narratives_dev.jsonl')
  const words = WORDS.split(' ')
  const sentences =
    file === undefined
      ? undefined
      : readFileSync(file, 'utf8')
          .trim()
          .split('\n')
          // Each line is an object with a text (the data's README).
          .flatMap((line) => (JSON.parse(line) as { readonly text: string }).text.split(/(?<=[。；])/u))
          .filter(({ length }) => length > 8 && length < 120)
  const sentence = (random: () => number) =>
    sentences === undefined
      ? `${Array.from({ length: 6 + Math.floor(random() * 10) }, () => pickFrom(words, random)).join('')}。`
      : pickFrom(sentences, random)
  return {
    of: sentences === undefined ? 'words one after another' : 'sentences of real case facts in new orders',
    next(length, random) {
      let text = ''
      while (text.length < length) text += sentence(random)
      return text
    },
    name: (random) =>
      pickFrom(SURNAMES, random) + pickFrom(GIVEN, random) + (random() < 0.7 ? pickFrom(GIVEN, random) : ''),
  }
}
