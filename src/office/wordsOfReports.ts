/**
 * What invented citizens report: fourteen kinds of matter, five stories each. Everything here is made up.
 * {town} {village} {boss} {alias} {second} {money} {years} {month} {count} are filled in by story.ts.
 */

export interface StoryKind {
  readonly name: string
  readonly weight: number
  readonly category: string
  readonly trade: string
  readonly focus: readonly string[]
  readonly weapons?: true
  readonly minors?: true
  readonly titles: readonly string[]
  readonly stories: readonly string[]
}

export const storyKinds: readonly StoryKind[] = [
  {
    name: 'villageBully',
    weight: 12,
    category: 'crime',
    trade: 'resources',
    focus: ['villageTyrant'],
    titles: ['{village}村霸{boss}欺压村民', '反映{town}{boss}长期横行乡里', '{village}机动地被{boss}强占'],
    stories: [
      '{boss}（外号“{alias}”）占着{village}北边的机动地{years}年不交承包费，谁家去要说法，当晚玻璃就被砸。',
      '{village}修水渠的料被{boss}拉走卖了，村里{count}户人家去问，他带着两个侄子拿铁锹把人往外撵。',
      '{boss}在{village}收“过路钱”，秋收拉苞米的车每趟要给五十，不给就用四轮车把道堵死。',
      '自从{boss}包了{village}的鱼塘，周边浇地都得先给他交钱，去年{month}老李家没交，水泵被扔进了沟里。',
      '{boss}兄弟三个在{village}打井卖水，把原来的公用井填了，有人拍照，手机当场被摔。',
    ],
  },
  {
    name: 'villagePower',
    weight: 5,
    category: 'crime',
    trade: 'resources',
    focus: ['villagePower'],
    titles: ['{village}集体资产被{boss}一伙侵吞', '{boss}把持{village}村务多年'],
    stories: [
      '{boss}靠打人上位管了{village}的账，{years}年没公开过一次，征地补偿款少了{money}万元。',
      '{village}的砂场租金都进了{boss}小舅子的卡，去镇里反映的人回来路上被两辆车别停。',
      '村里开会表决，{boss}让{second}带十几个外村人站在门口，不举手的名字当场记下来。',
      '{boss}把{village}的老校舍以{money}万元卖给自己的合伙人，没有开过一次村民会议。',
      '低保名额、危房指标都得先给{boss}送钱，{village}好几户真困难的{years}年没评上。',
    ],
  },
  {
    name: 'loanShark',
    weight: 10,
    category: 'crime',
    trade: 'lending',
    focus: ['lendingFraud'],
    titles: ['“{alias}”放高利贷暴力催收', '{boss}套路贷逼人卖房', '反映{town}一伙人非法放贷'],
    stories: [
      '我借了{boss}三万，到手两万一，合同写六万，{month}还不上就让我签了房子的买卖合同。',
      '{boss}的公司挂“信息咨询”的牌子，专给开店的放款，逾期一天罚五百，{second}天天坐在店里不走。',
      '{second}带人往我家门上泼油漆、在楼道里放哀乐，说欠{boss}的{money}万元一分不能少。',
      '借条上的利息是空着的，签完才填的，法院的传票来了我才知道欠了{boss}{money}万元。',
      '{boss}让好几个开大货的司机拿行车证抵押，车被拖走后要交“看车费”，每天三百。',
    ],
  },
  {
    name: 'sandMine',
    weight: 8,
    category: 'crime',
    trade: 'resources',
    focus: ['forcedContracts'],
    weapons: true,
    titles: ['{town}河道夜间盗采河砂', '{boss}垄断{town}砂石料', '沙霸{boss}打人毁车'],
    stories: [
      '每天夜里十一点以后{village}河套里有三台抽砂船，天亮前撤走，放哨的是{second}。',
      '{town}工地用砂只能买{boss}的，别家的车进来就被扎胎，去年{month}有司机被打折了胳膊。',
      '{boss}说河滩是他的，{village}的人去拉一车土垫院子，被他手下拿镐把打了。',
      '砂场没有采砂许可，堤脚已经被掏空{count}米，下雨天{village}低处进水。',
      '{boss}给各家搅拌站定价，每方比外面贵二十多，不接受的料车过不了{town}的桥。',
    ],
  },
  {
    name: 'marketBully',
    weight: 9,
    category: 'crime',
    trade: 'farmMarkets',
    focus: ['marketTyrant'],
    titles: ['农贸市场{boss}收保护费', '{town}批发市场欺行霸市', '市霸“{alias}”强买强卖'],
    stories: [
      '{boss}在{town}市场里管着卸货，别人雇的力工不让进，一车菜多收八十。',
      '{count}个摊位每月给{second}交“卫生费”，没有票，不交的摊子第二天就没法出。',
      '卖豆腐的老两口不肯让位置，{boss}叫人把车子掀了，报过警，人第二天又来了。',
      '{boss}把冻品的进货垄断了，外地来的货车刚停下就有人围上来，说这里归“{alias}”管。',
      '早市的秤被{boss}的人统一换了，一斤少一两，商贩不敢说。',
    ],
  },
  {
    name: 'forcedWork',
    weight: 8,
    category: 'crime',
    trade: 'construction',
    focus: ['forcedContracts', 'landSeizure'],
    titles: ['{boss}强揽{town}工程', '{town}拆迁中有人打砸逼迁', '工地土方被{boss}一伙强占'],
    stories: [
      '{town}安置房的土方被{boss}强包，中标单位的挖机夜里被人砸了三台。',
      '没签字的{count}户半夜断了水电，{second}带人在楼下敲锣，老人住了院。',
      '{boss}说这片的活都得从他手里过，监理签字的那天他的人就坐在屋里。',
      '修路的队伍要从{village}过，{boss}让人往便道上倒石头，一天不给“协调费”就堵一天。',
      '投标前一天，{boss}请几家报名单位吃饭，第二天只剩他自己的公司，金额{money}万元。',
    ],
  },
  {
    name: 'transport',
    weight: 7,
    category: 'disorder',
    trade: 'transport',
    focus: ['marketTyrant'],
    titles: ['{town}客运线路被人垄断', '黑车团伙拦截正规客车', '货运站“{alias}”抽头'],
    stories: [
      '跑{town}的小客被{boss}统一管了，每台车每月交八百，不交就有人坐在车上不下来。',
      '火车站前的黑车排成队，{second}指挥，正规出租车在外圈都停不了。',
      '{boss}在物流园门口设了个“信息部”，配货必须从他那里走，每单抽三百。',
      '校车线路让{boss}的人占着，车况差还超员，家长反映后被在群里骂。',
      '从{village}到县里的班车停了，{boss}的面包车一个人要二十五，坐不满不走。',
    ],
  },
  {
    name: 'gambling',
    weight: 5,
    category: 'crime',
    trade: 'cultureTourism',
    focus: ['vice'],
    titles: ['{town}有人开设赌场', '{boss}组织流动赌局', '棋牌室背后的抽头'],
    stories: [
      '{boss}在{village}山上的看护房里开局，三天换一个地方，放风的有{count}人。',
      '棋牌室二楼常年抽水，输了的当场借{second}的钱，第二天就有人上门。',
      '{boss}的洗浴有后门，常换人，附近居民打过几次电话都说没有发现。',
      '{second}建群拉人押注，代理分三级，{town}好几个年轻人输了{money}万元。',
      '正月里{village}搭的大棚里推牌九，一晚上几十台车，路口有人拿对讲机。',
    ],
  },
  {
    name: 'onlineExtortion',
    weight: 6,
    category: 'crime',
    trade: 'network',
    focus: ['onlineExtortion'],
    titles: ['网络敲诈软暴力催收', '有人借删帖敲诈商户', '未成年人被拉入裸聊敲诈'],
    minors: true,
    stories: [
      '{boss}的工作室专门给饭店发差评，找他删一条要两千，{town}有{count}家交过钱。',
      '对方有我的通讯录，{second}天天给我单位打电话，让我再转{money}万元。',
      '几个高中生被人拉进群里，拍了照片以后要钱，家长不敢声张。',
      '{boss}注册几十个号，谁家开业就去直播闹事，给钱才走。',
      '手机上借了两千，一周要还三千五，到期他们把我的照片P了发给亲戚。',
    ],
  },
  {
    name: 'hiredForce',
    weight: 9,
    category: 'crime',
    trade: 'other',
    focus: ['hiredForce', 'suspectedTriad'],
    weapons: true,
    titles: ['“{alias}”团伙替人“平事”', '{boss}组织打手有名册有分工', '反映{boss}涉黑组织'],
    stories: [
      '{boss}手下{count}多人分三拨，一拨看场子、一拨要账、一拨管砂场，每月固定发钱，出了事统一请律师。',
      '{town}谁有纠纷都找“{alias}”，他带人往那一坐就收五千，不服的打到服。',
      '{boss}给手下立规矩，进局子不许说，家里人由{second}按月送钱，已经{years}年了。',
      '{month}那次，{boss}一声招呼来了二十多台车，人人拿着镐把，把对面的工地围了半天。',
      '{boss}从看赌场起家，后来有了砂场、车队和担保公司，{town}做生意的没有不怕他的。',
    ],
  },
  {
    name: 'election',
    weight: 3,
    category: 'electionInterference',
    trade: 'other',
    focus: ['villagePower'],
    titles: ['{village}换届有人贿选', '换届前{boss}威胁选民', '{boss}操纵{village}选举'],
    stories: [
      '{boss}让人挨家送米面，说选他就有，{village}已经有{count}户收了。',
      '有意参选的老支书家柴垛被点了，前一天{second}来过，说让他“歇歇”。',
      '{boss}把外出打工的选民证都收走了，说替大家写票。',
      '候选人见面会上{boss}的人堵着门，不是他那边的不让进。',
      '投票箱在{boss}家过了一夜，第二天票数比到场的人多。',
    ],
  },
  {
    name: 'staff',
    weight: 5,
    category: 'politicalLegalStaff',
    trade: 'other',
    focus: ['other'],
    titles: ['反映{town}办案人员通风报信', '干警充当{boss}的靠山', '报案后不受理'],
    stories: [
      '我在窗口报{boss}打人，办事的人说是纠纷，没给回执，当晚{boss}就给我打了电话。',
      '每次检查前{boss}的场子都提前关门，他自己说里面有人。',
      '{boss}的车队超载从来不罚，跟他一起吃饭的就是管这个的。',
      '案子已经{years}年没有消息，承办人换了三个，都说材料找不到。',
      '鉴定结论本来是轻伤，过了一个月变成轻微，{boss}说花了{money}万元。',
    ],
  },
  {
    name: 'petition',
    weight: 8,
    category: 'litigationPetition',
    trade: 'other',
    focus: ['other'],
    titles: ['对判决不服请求复查', '土地纠纷多年未解决', '工程款官司执行不了'],
    stories: [
      '我和{boss}的地界纠纷判了，我认为丈量不对，请求重新处理。',
      '工程款{money}万元判决生效{years}年没有执行到位。',
      '交通事故的赔偿对方一直拖着，说没有钱，可他儿子刚买了车。',
      '分家的房子被认定归弟弟，我不服，材料已经递过两次。',
      '劳务费仲裁赢了，{boss}的公司注销了，不知道该找谁。',
    ],
  },
  {
    name: 'consumer',
    weight: 6,
    category: 'disorder',
    trade: 'educationHealth',
    focus: ['medicalExtortion'],
    titles: ['医院门口有职业医闹', '培训机构卷款', '物业乱收费还打人'],
    stories: [
      '{boss}专门在医院门口揽事，替人闹一次抽三成，{month}抬着棺材堵了急诊两天。',
      '培训班收了{count}个孩子的钱以后关门，{second}说再闹就让孩子上不了学。',
      '物业停了交不齐费人家的电梯卡，保安把去理论的人推倒了。',
      '驾校的教练逼学员交“保过费”三千，不交就不给约考。',
      '殡葬一条龙守在太平间门口，不用他们的车就不让出门，一次要一万二。',
    ],
  },
]

export const harm: readonly string[] = [
  '周围的人都看在眼里，没人敢吱声。',
  '我家老人吓得犯了心脏病，在{town}卫生院住了半个月。',
  '生意做不下去了，已经有{count}家关了门。',
  '孩子上学都得绕着走。',
  '损失算下来有{money}万元，还不算耽误的工夫。',
  '有人搬走了，有人把地扔了。',
  '打过电话，来看了一眼就走了，后来更厉害。',
  '脸上缝了七针，病历我留着。',
]
export const evidence: readonly string[] = [
  '我有当时的录音，可以当面交。',
  '隔壁小卖店的监控能看见，存不了几天，请尽快调。',
  '转账记录和聊天截图我都留着。',
  '知情的还有{second}以前的司机，他愿意作证但怕报复。',
  '车牌记得尾号是{count}，黑色越野车。',
  '{month}的出警记录应该查得到。',
  '收条上有他的手印。',
  '村里的账本在会计家里，去晚了可能就没了。',
]
export const request: readonly string[] = [
  '请上级派外地的人来查。',
  '希望给老百姓一个说法。',
  '请不要把我的名字转给{town}。',
  '盼回复，我随时可以配合。',
  '以上情况属实，我愿意负责。',
  '只求能安生过日子。',
  '请查一查谁在后面给他撑腰。',
  '如果不归你们管，也请告诉我该找谁。',
]
export const opening: readonly string[] = [
  '我是{town}的普通居民，',
  '领导好，我要反映一个情况。',
  '这件事憋了很久，今天写出来。',
  '受几家邻居委托写这封信：',
  '我在{town}做点小买卖，',
  '本人对以下所说负责。',
  '听了宣传才知道可以在这里说，',
  '我已经六十多了，不图别的，',
]
export const aliases: readonly string[] = [
  '大平头',
  '老疤',
  '三驴子',
  '二虎',
  '黑子',
  '大金链',
  '铁蛋',
  '四哥',
  '刀条脸',
  '胖海',
  '小东北',
  '阿彪',
]
export const months: readonly string[] = [
  '正月里',
  '三月初',
  '五一前后',
  '六月',
  '七月末',
  '八月十五前',
  '十月',
  '入冬以后',
]
