import type { WordsFor } from '#kernel/record/declaration.ts'
import type { person } from './person.ts'

export const chinese: WordsFor<typeof person> = {
  name: '人员',
  fields: { name: '姓名', login: '登录名', enteredOn: '登记日期', reasons: '理由' },
  choices: {},
  parts: {},
  roles: { installer: '系统安装', administrator: '系统管理员', colleague: '同事' },
  states: { known: '在册', left: '已离开' },
  actions: { enter: '登记', correctName: '更正姓名', leave: '离开', comeBack: '恢复' },
  refusals: {},
  deadlines: {},
  documents: {},
  views: { people: '人员' },
}

export const english: WordsFor<typeof person> = {
  name: 'Person',
  fields: { name: 'Name', login: 'Login', enteredOn: 'Entered on', reasons: 'Reasons' },
  choices: {},
  parts: {},
  roles: { installer: 'Installer', administrator: 'System administrator', colleague: 'Colleague' },
  states: { known: 'Known', left: 'Left' },
  actions: { enter: 'Enter', correctName: 'Correct the name', leave: 'Leave', comeBack: 'Come back' },
  refusals: {},
  deadlines: {},
  documents: {},
  views: { people: 'People' },
}
