/**
 * GET /api/papers: the register of issued papers as far as the asker reaches their records, newest first. Numbers of
 * papers out of reach are not told, and not counted; that a series has no gap is shown by `verify`.
 */
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { inScope } from '#store/records/scope.ts'
import { findPapers, type PaperQuestion } from '#store/records/findPapers.ts'
import { personAt, type Door } from './door.ts'
import { languageOf } from './language.ts'
import { wordsOf } from './typeWords.ts'
import { dayOf } from '#kernel/time.ts'

const LIMIT = 50

export function addPaperRoutes(app: FastifyInstance, door: Door): void {
  app.get('/api/papers', async (request, reply) => {
    const person = personAt(door, request, reply)
    if (person === undefined) return reply
    const asked = questionIn(request)
    if ('bad' in asked)
      return door.refuse(request, reply, [
        { because: 'bad parameter', field: asked.bad, takes: takes[asked.bad] },
      ])
    const scope = door.office.scopeOf({ kind: 'staff', person })
    const rows = await inScope(door.appPool, scope, (client) =>
      findPapers(client, { ...asked, limit: asked.limit + 1 }),
    )
    const language = languageOf(request)
    const shown = rows.slice(0, asked.limit)
    const last = shown.at(-1)
    return {
      items: shown.map(
        ({ unit, kind, year, nth, number, record, seq, type, document, issuedAt, cancelled }) => {
          const declaration = door.realm.declarations.get(type)
          const label =
            declaration === undefined
              ? document
              : wordsOf(door.words, declaration, language).documents[document]
          return {
            ...{
              number,
              unit,
              unitName: door.realm.org().findUnit(unit)?.name[language] ?? unit,
              kind,
              year,
              nth,
            },
            ...{
              document,
              label: label ?? document,
              type,
              id: record,
              issue: seq,
              issuedOn: dayOf(issuedAt),
            },
            ...(cancelled ? { cancelled: true } : {}),
          }
        },
      ),
      ...(rows.length > asked.limit && last !== undefined
        ? { next: [last.year, last.unit, last.kind, last.nth].join('~') }
        : {}),
    }
  })
}

type Parameter = 'unit' | 'kind' | 'year' | 'cursor' | 'limit'

const takes: Readonly<Record<Parameter, { readonly zh: string; readonly en: string }>> = {
  unit: { zh: '单位的编号，如22:office', en: 'the id of a unit, such as 22:office' },
  kind: { zh: '文书种类，如assignment', en: 'a kind of paper, such as assignment' },
  year: { zh: '四位年份', en: 'a year of four digits' },
  cursor: { zh: '上一页给出的next', en: 'the `next` of the page before' },
  limit: { zh: '1到200的整数', en: 'a whole number from 1 to 200' },
}

const FORMS: Readonly<Record<Parameter, RegExp>> = {
  unit: /^\d{2,12}:[A-Za-z]{1,60}$/,
  kind: /^[a-z][A-Za-z]{0,60}$/,
  year: /^\d{4}$/,
  cursor: /^\d{4}~\d{2,12}:[A-Za-z]{1,60}~[a-z][A-Za-z]{0,60}~\d{1,9}$/,
  limit: /^(?:[1-9]\d?|1\d\d|200)$/,
}

function questionIn(request: FastifyRequest): PaperQuestion | { readonly bad: Parameter } {
  const given = new Map<string, unknown>(Object.entries(request.query as object))
  const found = new Map<Parameter, string>()
  // The keys are those of the table.
  for (const name of Object.keys(FORMS) as Parameter[]) {
    const value = given.get(name)
    if (value === undefined) continue
    if (typeof value !== 'string' || !FORMS[name].test(value)) return { bad: name }
    found.set(name, value)
  }
  const [unit, kind, year] = [found.get('unit'), found.get('kind'), found.get('year')]
  const cursor = found.get('cursor')?.split('~')
  return {
    limit: Number(found.get('limit') ?? LIMIT),
    ...(unit === undefined ? {} : { unit }),
    ...(kind === undefined ? {} : { kind }),
    ...(year === undefined ? {} : { year: Number(year) }),
    ...(cursor === undefined
      ? {}
      : {
          after: {
            ...{
              year: Number(cursor[0]),
              unit: cursor[1] ?? '',
              kind: cursor[2] ?? '',
              nth: Number(cursor[3]),
            },
          },
        }),
  }
}
