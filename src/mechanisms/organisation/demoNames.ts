/** Invented names for the demo world: common surnames and ordinary characters, put together at random. */
const surnames = Array.from(
  '王李张刘陈杨赵黄周吴徐孙马朱胡林郭何高罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严武戴莫孔向汤',
)
const given = Array.from(
  '伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉萍红玲芬燕彬凤洁梅琳松柏岩峰海波江河云雪冬春晨阳光辉志远建国立新文博思佳宇浩然子涵晓东北南星月成林森雨桐天宁安康永庆德福祥瑞',
)

export function demoName(random: () => number): string {
  const one = (from: readonly string[]): string => from[Math.floor(random() * from.length)] ?? ''
  // Three names of four have two characters after the surname.
  return one(surnames) + one(given) + (random() < 0.75 ? one(given) : '')
}
