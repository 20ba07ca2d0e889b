export const chinese = {
  title: '挂牌案件墙',
  count: (all: number, late: number) =>
    late === 0
      ? `共 ${String(all)} 件挂牌案件，没有逾期`
      : `共 ${String(all)} 件挂牌案件，其中 ${String(late)} 件逾期`,
  more: '仅显示最先到期的部分，其余请在列表中查看。',
  none: '您的范围内没有挂牌案件。',
  onlyLate: '只看逾期',
  all: '全部',
  body: '挂牌单位',
  unit: '承办单位',
  supervisor: '督办人',
  report: '下次报告',
  finish: '总期限',
  lastReport: '最近报告',
  noReport: '尚未报告',
  reportedTo: (day: string) => `截至 ${day}`,
  leader: '包案领导',
  noLeader: '没有包案领导或者不在您的查看范围',
  lastAct: '最近包案工作',
  noAct: '尚无记录',
  stage: '办案阶段',
}
