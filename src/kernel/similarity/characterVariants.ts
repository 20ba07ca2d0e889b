/**
 * Characters that stand for one another in personal names, each group led by the one the others become.
 *
 * First the traditional and old forms of characters common in names (household registers, older relatives,
 * guests from Hong Kong, Macao and Taiwan), then pairs that are confused although they are different
 * characters: surnames that were simplified and changed back (萧/肖, 傅/付, 阎/闫), and given-name
 * characters with the same sound and sense (喆/哲, 堃/坤). A shared group makes two names comparable, not equal.
 */
const traditional = `
万萬 与與 东東 丝絲 严嚴 丰豐 临臨 为為爲 丽麗 举舉 义義 乌烏 乐樂 乔喬 书書 买買 亚亞 亮喨 亿億 从從 仑侖 仓倉 仪儀 伟偉
传傳 伦倫 侠俠 侣侶
俊儁 俭儉 储儲 儿兒 兰蘭 关關 兴興 养養 冈岡 军軍 农農 冯馮 冲衝沖 决決 况況 净淨 凤鳳 凯凱 刘劉 则則 刚剛 创創 剑劍劒
务務 动動 励勵 劲勁 劳勞 勋勛勳 区區
华華 协協 单單 卢盧 卫衛衞 厉厲 县縣 双雙 发發 变變 叶葉 号號 吕呂 吴吳呉 启啟啓 员員 咏詠 响響 哗嘩 唤喚 团團 园園 围圍
国國囯 图圖 圆圓 圣聖 场場 坚堅 坛壇 垄壟
垒壘 块塊 声聲 处處 备備 头頭 厦廈 娄婁 婵嬋 娟涓 娇嬌 姗姍 学學 宁寧甯 宝寶寳 实實 宠寵 审審 宪憲 宫宮 宽寬 宾賓 对對
寻尋 导導 寿壽 将將 尔爾 尘塵 尝嘗 尧堯 属屬 岁歲
岗崗 岚嵐 岛島 岭嶺 岳嶽 峰峯 峦巒 峻埈 巩鞏 币幣 师師 帅帥 带帶 干幹 广廣 庄莊 庆慶 库庫 应應 庐廬 庞龐 开開 张張 弥彌
弯彎 强強彊 录錄録 彦彥 径徑 怀懷 恋戀
恒恆 恳懇 恺愷 惠恵 惯慣 愿願 戏戲 战戰 户戶 执執 扬揚 抚撫 报報 担擔 拥擁 择擇 挚摯 捷倢 携攜 敌敵 数數 斋齋 旷曠 时時旹
昆崑 昌菖 显顯 晋晉 晓曉 晔曄 晖暉 暂暫
术術 朴樸 权權 杰傑 杨楊 极極 构構 枫楓 枢樞 柏栢 柳栁 树樹 栋棟 栾欒 桥橋 桦樺 梁樑 梦夢 检檢 楼樓 欢歡 欧歐 毕畢 汇匯彙
汉漢 汤湯 沟溝 沧滄 沪滬 泉湶 泽澤 泾涇 洁潔 浓濃
济濟 浏瀏 浑渾 涛濤 润潤 涟漣 渊淵 温溫 游遊 湾灣 满滿 滨濱 滩灘 潇瀟 潜潛 澜瀾 灵靈 灿燦 炉爐 炜煒 炼煉 烁爍 烨燁 热熱
焕煥 爱愛 犹猶 独獨 狮獅 玛瑪 环環 现現 珏玨 珍珎 珑瓏 球毬
琏璉 琐瑣 琼瓊 瑶瑤 电電 画畫 畅暢 畴疇 监監 盖蓋 睁睜 矫矯 矿礦 码碼 础礎 确確 礼禮 祎禕 祷禱 祯禎 禄祿 离離 种種 积積
称稱 稳穩 穷窮 竞競 笃篤 笔筆 简簡 箩籮 篮籃 粤粵
纪紀 约約 级級 纯純 纲綱 纳納 纶綸 纹紋 练練 组組 细細 织織 终終 绍紹 经經 结結 绘繪 绚絢 统統 绢絹 绣繡 继繼 绪緒 续續
绮綺 维維 绵綿 综綜 绿綠 缘緣 缪繆 罗羅 罚罰 耀燿 耸聳 聂聶 职職 联聯
肃肅 肤膚 胜勝 胡鬍 腾騰 舰艦 艳艷豔 艺藝 节節 芦蘆 苏蘇甦 苹蘋 范範 茂懋 荆荊 荐薦 荣榮 荫蔭 药藥 莲蓮 莹瑩 莺鶯 萝蘿
营營 蒋蔣 蓝藍 蔺藺 蕴蘊 虑慮 虽雖 蚁蟻 蛮蠻 补補 袭襲 见見 观觀 规規 视視 览覽 觉覺
计計 订訂 认認 议議 记記 讲講 许許 论論 设設 访訪 证證 诗詩 诚誠 询詢 详詳 语語 诵誦 说說 请請 诸諸 诺諾 谅諒 谈談 谊誼
谋謀 谌諶 谢謝 谦謙 谨謹 谭譚 谱譜 贝貝 贞貞 负負 贡貢 财財 贤賢 贵貴
贺賀 贾賈 资資 赖賴 赞贊讚 赵趙 跃躍 践踐 车車 轩軒 转轉 轮輪 软軟 轲軻 轶軼 载載 辅輔 辈輩 辉輝煇 边邊 辽遼 达達 迁遷
过過 运運 还還 进進 远遠 连連 迟遲 适適 选選 逊遜 遥遙 邓鄧 邝鄺 邬鄔 邮郵 邹鄒 邻鄰 郑鄭
郁鬱 酝醞 里裡裏 鉴鑑鑒 针針 钊釗 钓釣 钗釵 钟鐘鍾锺 钢鋼 钦欽 钧鈞 钰鈺 钱錢 铁鐵鉄 铃鈴 铎鐸 铜銅 铠鎧 铭銘 银銀 铸鑄
链鏈 锁鎖 锋鋒 锐銳 锡錫 锦錦 键鍵 镇鎮 镜鏡 长長 门門 闪閃 闯闖 闵閔 闻聞 闽閩 阁閣 阅閱 阔闊 队隊
阳陽 阴陰 阵陣 阶階 际際 陆陸 陈陳 陕陝 险險 随隨 隐隱 难難 雏雛 雾霧 静靜 韦韋 韩韓 韬韜 韵韻 页頁 顶頂 项項 顺順 须須
顾顧 颂頌 预預 领領 频頻 颖穎頴 颜顏 风風 飞飛 饶饒 馆館 马馬 驰馳 驹駒 驾駕 骁驍 骄驕 骆駱 骏駿 骐騏 骞騫 骥驥
鲁魯 鲍鮑 鸟鳥 鸣鳴 鸥鷗 鸽鴿 鸿鴻 鹃鵑 鹏鵬 鹤鶴 鹰鷹 麦麥 黄黃 齐齊 龙龍 龚龔
余餘 于於 云雲 征徵 后後 谷穀 党黨 沈瀋 台臺 岩巖 松鬆 向嚮 家傢 玮瑋 娅婭 娴嫻 妫媯 桢楨 渔漁 滢瀅 炀煬 焘燾 玺璽 璎瓔
瓒瓚 皑皚 硕碩 筱篠 箫簫 纭紜 绎繹 绫綾 缨纓 莱萊 荟薈 蔷薔
谟謨 贻貽 赢贏 铄鑠 铧鏵 镕鎔 闰閏 闿闓 靓靚 韫韞 颉頡 颐頤 飒颯 骋騁 骅驊 骊驪 鲲鯤 鸾鸞 麟麐`

const confused = `
阎闫閆閻 萧肖蕭 傅付 戴代 邱丘 蓝篮 龑䶮 哲喆嚞 坤堃 升昇陞 煊暄 村邨 佩珮 濬浚 睿叡 祐佑 映暎 晰晳 淼渺 群羣 野埜 略畧
秋秌 德悳 和龢 仙僊 修脩 炎焱 迪廸 回迴 泛汎 飘飄 淳湻 粮糧 法灋 穆睦 以㠯 明朙眀 真眞 杯盃 考攷
够夠 线綫線 志誌 春萅 年秊 贠员 仝同 洗冼 侯候 飏扬 赟贇 翱翺 韶劭 晁鼂 郄郤 禤禢`

/** Each listed character's leader; a leader that another group lists has a leader itself. */
type Leaders = ReadonlyMap<string, string>

const leaderIn = (leaders: Leaders, character: string): string => {
  const leader = leaders.get(character)
  return leader === undefined ? character : leaderIn(leaders, leader)
}

function leadersOf(groups: string): Leaders {
  const leaders = new Map<string, string>()
  for (const group of groups.split(/\s+/)) {
    const [lead = '', ...variants] = [...group]
    for (const variant of variants)
      if (leaderIn(leaders, variant) !== leaderIn(leaders, lead))
        leaders.set(leaderIn(leaders, variant), leaderIn(leaders, lead))
  }
  return leaders
}

const inNames = leadersOf(`${traditional} ${confused}`)
const inTexts = leadersOf(traditional)
/** The characters that are replaced: most of a text is none of them, and a call for each of its characters takes five times as long. */
const replaced = new RegExp(`[${[...inTexts.keys()].join('')}]`, 'gu')

/** A name with every character replaced by the one its group is led by: 閆 and 闫 both become 阎. */
export const variantForm = (name: string): string =>
  Array.from(name, (one) => leaderIn(inNames, one)).join('')

/** A text with traditional and old forms replaced by today's; what is merely confused in names stays apart (付款 is no 傅款). */
export const simplifiedForm = (words: string): string =>
  words.replace(replaced, (one) => leaderIn(inTexts, one))
