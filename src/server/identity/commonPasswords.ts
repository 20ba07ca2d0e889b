/**
 * Passwords that are among the first to be tried here. A list of whole passwords of twelve characters and more would be
 * long and full of holes; those that people really take are put together from few pieces (woaini1314520,
 * qwer12345678, zhangwei19880101), so the pieces are the list. Own list.
 */
const PIECES: readonly string[] = [
  // what people say to each other, and numbers that sound like it
  ...[
    'woaini',
    'woaiwojia',
    'woaizhongguo',
    'aini',
    'iloveyou',
    'loveyou',
    'love',
    'baobao',
    'baobei',
    'laopo',
  ],
  ...['laogong', 'qinaide', 'tiantian', 'kuaile', 'xiaobao', 'nihao', 'zaijian', 'wohenhao', 'mama', 'baba'],
  ...['1314520', '5201314', '520', '521', '1314', '147258369', '147258', '258369', '159357', '741852963'],
  ...[
    '7758521',
    '7758258',
    '584520',
    '584',
    '999',
    '168',
    '518',
    '888',
    '666',
    '110',
    '112233',
    '123123',
    '321',
  ],
  // for systems
  ...[
    'password',
    'passw0rd',
    'passwd',
    'pass',
    'mima',
    'woshimima',
    'denglu',
    'admin',
    'administrator',
    'root',
  ],
  ...['guanliyuan', 'user', 'test', 'ceshi', 'demo', 'login', 'welcome', 'huanying', 'changeme', 'default'],
  ...[
    'system',
    'xitong',
    'server',
    'secret',
    'letmein',
    'master',
    'guest',
    'abc',
    'aaa',
    'qaz',
    'wsx',
    'edc',
  ],
  // keyboards
  ...[
    '1qaz2wsx',
    '1qaz',
    '2wsx',
    '3edc',
    '4rfv',
    'qazwsx',
    'qweasd',
    'zxcvbnm',
    'zxcvbn',
    'zxcv',
    'zxc',
    'asdfgh',
  ],
  ...[
    'asdfghjkl',
    'asdf',
    'asd',
    'qwertyuiop',
    'qwerty',
    'qwer',
    'qwe',
    'poiuyt',
    'lkjhgf',
    'mnbvcxz',
    '1q2w3e4r',
  ],
  ...['1q2w3e', '1q2w', 'q1w2e3r4', 'q1w2e3', 'a1b2c3d4', 'a1b2c3', 'dragon', 'monkey', 'long', 'hu', 'ma'],
  // this office and this place
  ...[
    'zhunsheng',
    'saoheichue',
    'saohei',
    'chue',
    'saohuang',
    'gongan',
    'jingcha',
    'police',
    'zhengfa',
    'jubao',
  ],
  ...[
    'xiansuo',
    'jilin',
    'changchun',
    'zhongguo',
    'china',
    'beijing',
    'nanguan',
    'chaoyang',
    'siping',
    'tonghua',
  ],
  ...[
    'baicheng',
    'songyuan',
    'yanbian',
    'baishan',
    'liaoyuan',
    'dongbei',
    'weiyuanhui',
    'bangongshi',
    'jcj',
    'zfw',
  ],
  // the commonest names
  ...[
    'zhang',
    'wang',
    'li',
    'liu',
    'chen',
    'yang',
    'zhao',
    'huang',
    'zhou',
    'wu',
    'xu',
    'sun',
    'zhu',
    'gao',
    'lin',
  ],
  ...[
    'wei',
    'fang',
    'na',
    'min',
    'jing',
    'qiang',
    'lei',
    'jun',
    'yong',
    'jie',
    'juan',
    'tao',
    'ming',
    'chao',
    'xiu',
  ],
  ...['ying', 'hua', 'ping', 'gang', 'guiying', 'xiaoming', 'zhangwei', 'wangwei', 'lina', 'liming'],
]

/** More pieces than this in a row are a phrase of one's own. */
const MOST_PIECES = 4

/** Whether it is put together from few common pieces, or is little more than the login. */
export function isCommon(password: string, login: string): boolean {
  const bare = password.normalize('NFKC').toLowerCase()
  const own = lettersOf(login.toLowerCase())
  // A sign between pieces, or a sign in place of a letter.
  return [bare, bare.replace(/@/g, 'a').replace(/\$/g, 's')].map(lettersOf).some((plain) => {
    const isLogin = own.length >= 4 && plain.replaceAll(own, '').length < 6
    return isLogin || fewestPieces(plain) <= MOST_PIECES
  })
}

const lettersOf = (text: string): string => text.replace(/[^\p{L}\p{N}]/gu, '')

/** How many pieces it takes to write the whole text; infinite when something is left that is none. */
function fewestPieces(text: string): number {
  const fewest = Array<number>(text.length + 1).fill(Infinity)
  fewest[0] = 0
  for (let at = 0; at < text.length; at++) {
    const sofar = fewest[at] ?? Infinity
    if (sofar >= MOST_PIECES) continue
    for (const length of lengthsAt(text, at))
      fewest[at + length] = Math.min(fewest[at + length] ?? Infinity, sofar + 1)
  }
  return fewest[text.length] ?? Infinity
}

/** Lengths of the pieces that begin here. */
function lengthsAt(text: string, at: number): readonly number[] {
  const rest = text.slice(at)
  const day = /^(?:19|20)\d{2}(?:(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])?)?/.exec(rest)?.[0].length
  const digits = /^\d{1,4}(?!\d)/.exec(rest)?.[0].length
  const phone = /^1[3-9]\d{9}/.exec(rest)?.[0].length
  return [
    ...PIECES.filter((piece) => rest.startsWith(piece)).map(({ length }) => length),
    ...[day, digits, phone].filter((length) => length !== undefined),
    ...runsAt(rest),
  ]
}

/** Every length from three up to which the text repeats one sign (1111) or two and three (abab), or counts (1234, dcba). */
function runsAt(rest: string): readonly number[] {
  const runs: number[] = []
  for (const step of [-1, 0, 1]) {
    let length = 1
    while (
      length < rest.length &&
      (rest.charCodeAt(length) - rest.charCodeAt(length - 1) === step ||
        // 0 comes after 9 on keyboards.
        (step === 1 && rest.slice(length - 1, length + 1) === '90'))
    )
      length += 1
    if (length >= 3) runs.push(length)
  }
  for (const period of [2, 3, 4]) {
    let length = period
    while (length < rest.length && rest[length] === rest[length - period]) length += 1
    if (length >= period * 2) runs.push(length)
  }
  return runs
}
