/** What invented officials and citizens write about petitions and complaints. Everything here is made up. */
import { pick, type Random } from './random.ts'

export const words = ({ random }: { readonly random: Random }, texts: readonly string[]): string =>
  pick(random, texts)

export const matterWords = {
  petition: {
    gist: ['反映案件久拖不决，请求依法推进', '反映生效文书未得到执行', '反映办案程序存在瑕疵，请求纠正'],
    sorting: ['事项涉及诉讼权利救济与否已经核对，途径如所选。', '经核对案号和文书，按所选途径办理。'],
    elsewhere: '所述为劳动报酬争议，应当先行仲裁，不属本机关受理范围。',
    elsewhereAnswer: '您反映的事项依法应当先申请劳动人事争议仲裁，可以向当地仲裁机构提出。',
    accusation: '所述主要是对办案人员违纪违法的检举，应当由纪检监察机关处理。',
    accusationAnswer: '您反映的问题属于检举控告，已经转有权处理的机关，请妥善保管查询码。',
    instructions: [
      '请在规定期限内告知受理、书面答复，并报办理结果。',
      '请核对案卷后依法办理，答复应当有依据。',
    ],
    acceptance: ['您的信访事项已经受理，承办人将与您联系。', '材料收悉，已经受理，将在规定期限内书面答复。'],
    interviews: ['听取信访人陈述，核对其提交的文书和时间。', '约见信访人，记录诉求两项，补充证据目录一份。'],
    files: ['调阅案卷正卷，核对送达和期限记载。', '调阅执行卷宗，核对财产查控反馈。'],
    extension: '需要向异地单位调取材料，尚未回函。',
    findings: [
      '经查，所述期限情况属实，原因在于材料移送迟延，现已补正。',
      '经查，案卷记载与所述基本一致，个别时间有出入。',
    ],
    grounds: '民事诉讼法、信访工作条例第三十一条',
    answers: {
      supported: '经查，您反映的情况属实，已经责成承办部门限期纠正。',
      explained: '经查，办理过程符合规定，现将依据和经过向您说明。',
      notSupported: '经查，您的请求缺乏事实依据，不予支持。',
      mediated: '经协调，双方已经达成一致，请按约定履行。',
      imported: '您的诉求已经导入相应法律程序办理，由承办部门依法通知您。',
      corrected: '经查，程序确有不当，已经依法纠正。',
    } as Readonly<Record<string, string>> & { readonly explained: string },
    objections: ['答复没有说明为什么拖延，我不服，请求上一级复查。', '对认定的时间有异议，请求重新核对。'],
    reviewUpheld: '原处理意见事实清楚、依据正确，予以维持。',
    reviewAnew: '原处理意见对主要事实核查不够，责令重新办理并答复。',
    hearing: '双方对事实争议较大，决定举行听证。',
    heard: '举行听证，信访人和办理机关到场陈述，形成听证记录。',
    secondReview: '经听证和审查，作出复核意见，本事项信访程序终结。',
  },
  complaint: {
    gist: ['反映办案人员不作为', '反映执法人员作风粗暴', '反映工作人员与当事人不当交往'],
    noStaff: '所述不涉及政法机关工作人员',
    elsewhere: '所述为企业服务质量问题，不属检举控告受理范围。',
    sorting: ['按被反映人管理权限和所在单位提出承办意见。', '问题具体、可查，按管理权限转办。'],
    instructions: [
      '请依规依纪依法处理，注意保密，按期报送结果。',
      '请两人以上核查，不得将材料转给被反映人。',
    ],
    acceptance: '您反映的问题已经受理，核查情况将按规定反馈。',
    preliminary: ['调取执法记录和值班日志，与所述时间核对。', '核对案件系统操作记录，未见异常删改。'],
    talks: ['与同班人员谈话两人次，制作谈话笔录。', '与被反映人谈话，核对经过，制作笔录。'],
    defence: '我当时处置不规范，愿意接受处理，但没有收受财物。',
    referral: '核查中发现涉嫌滥用职权犯罪线索，依法移送。',
    referralAnswer: '已经受理，经审查决定立案侦查。',
    findings: {
      true: '所反映问题属实，有记录和笔录印证。',
      partlyTrue: '所反映问题部分属实，其余无证据印证。',
      mistaken: '所反映情况与事实不符，系误解所致。',
      fabricated: '所反映情况系捏造，举证材料经查为伪造。',
      unclear: '现有材料不能证实所反映的问题。',
    } as Readonly<Record<string, string>>,
    decided: ['同意核查意见，按程序办理。', '事实清楚，同意。'],
    framing: '主观上故意捏造事实，同意认定为诬告陷害，依法处理。',
    mistaken: '不能证明故意捏造，属错告，不认定为诬告。',
    clearing: '经查，反映的问题不实，现予以澄清，消除影响。',
    answers: {
      sanctioned: '经查，您反映的问题属实，已经对责任人作出处理。',
      filed: '经查，您反映的问题已经立案审查调查。',
      reminded: '经查，您反映的问题部分属实，已经对有关人员批评教育。',
      noViolation: '经查，未发现您所反映的违纪违法问题，感谢监督。',
    } as Readonly<Record<string, string>> & { readonly noViolation: string },
    objections: ['没有找我核实证人，对结果不服，请求重新核查。', '我有录音可以提供，请求复查。'],
    refused: '异议所述材料在核查中已经审查，不足以改变结论。',
    refusedAnswer: '您的异议已经审查，原结论依据充分，不再重新办理。',
    appeal: '对处分决定不服，认为处分过重，申请复审。',
    appealUpheld: '经复审，原处分决定事实清楚、定性准确，予以维持。',
    secondAppeal: '对复审决定仍不服，申请复核。',
    secondAppealDecided: '经复核，作出复核决定，为最终决定。',
  },
} as const
