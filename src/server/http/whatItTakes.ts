/** What a field accepts, said in a few words. */
import type { Field } from '#kernel/record/field.ts'
import type { Language } from './language.ts'

const numberIn = (schema: Field<unknown>['schema'], name: string): number => {
  const value = schema[name]
  return typeof value === 'number' ? value : 0
}

export function whatItTakes(field: Field<unknown> | undefined, language: Language): string {
  const [zh, en] = field === undefined ? ['另一种内容', 'something else'] : bothIn(field)
  return language === 'zh' ? zh : en
}

function bothIn(field: Field<unknown>): readonly [string, string] {
  const { kind, schema, items, parts, options } = field
  switch (kind) {
    case 'text':
    case 'longText': {
      const most = numberIn(schema, 'maxLength')
      return [
        `不超过${most}字、不含控制字符的文字`,
        `text of at most ${most} characters, without control characters`,
      ]
    }
    case 'choice':
      return [`下列之一：${(options ?? []).join('、')}`, `one of ${(options ?? []).join(', ')}`]
    case 'listed':
      return ['清单中的一个代码', 'a code of the list']
    case 'tableRow':
      return ['规则表中现行的一行', 'a row of the table of rules in force']
    case 'yesNo':
      return ['是（true）或者否（false）', 'true or false']
    case 'whole':
      return [
        `${numberIn(schema, 'minimum')}到${numberIn(schema, 'maximum')}的整数`,
        `a whole number from ${numberIn(schema, 'minimum')} to ${numberIn(schema, 'maximum')}`,
      ]
    case 'fen':
      return ['金额，以分为单位的整数', 'money as a whole number of fen']
    case 'date':
      return ['日期，如2026-04-28', 'a day such as 2026-04-28']
    case 'instant':
      return ['时刻，如2026-04-28T01:00:00.000Z', 'an instant such as 2026-04-28T01:00:00.000Z']
    case 'person':
      return ['人员的编号（小写UUID）', 'the id of a person (a UUID in small letters)']
    case 'unit':
      return ['单位的编号，如220102:police', 'the id of a unit, such as 220102:police']
    case 'post':
      return ['岗位的代码，如verifier', 'the code of a post, such as verifier']
    case 'place':
      return ['行政区划代码（2、4、6、9或12位数字）', 'a division code of 2, 4, 6, 9 or 12 digits']
    case 'ref':
      return ['另一条记录的编号（小写UUID）', 'the id of another record (a UUID in small letters)']
    case 'file':
      return ['已上传的文件（digest、name、type、size）', 'an uploaded file (digest, name, type, size)']
    case 'named':
      return ['被涉及的人或单位（key、how）', 'somebody or something named (key, how)']
    case 'sealed':
      return ['以中心公钥封装的内容', 'a value sealed for the centre’s key']
    case 'list': {
      const most = numberIn(schema, 'maxItems')
      const [zh, en] = items === undefined ? ['内容', 'values'] : bothIn(items)
      return [`列表（至多${most}项），每项为${zh}`, `a list of at most ${most}, each ${en}`]
    }
    case 'group': {
      const names = Object.keys(parts ?? {})
      return [`含有${names.join('、')}的一组内容`, `an object with ${names.join(', ')}`]
    }
    default:
      return ['规范的内容', 'a sound value']
  }
}
