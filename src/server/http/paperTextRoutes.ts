/**
 * What papers say beside their fields, for whoever changes it: every kind of paper with the text in force and the places
 * its text may name, and the paper that a text not yet approved would make of an invented record. Changing it is
 * proposing a rule set (organisation/ruleSet.ts), which refuses what is refused here.
 *
 *   GET  /api/paper-texts                          -> { items: [{ type, document, key, label, places, … }] }
 *   POST /api/paper-texts/:type/:document/example  { content, format?: pdf | docx | html } -> the file
 */
import type { FastifyInstance } from 'fastify'
import type { Declaration } from '#kernel/record/declaration.ts'
import { findFlawOfText, findUnknownPlace, placesFor, textsIn } from '#kernel/rulebook/paperText.ts'
import type { PaperText } from '#kernel/rulebook/paperText.ts'
import { dayOf } from '#kernel/time.ts'
import { findExamplePaper } from '../documents/examplePaper.ts'
import { chineseWords } from '../documents/paperAt.ts'
import { mediaTypeOf, type DocumentFormat } from '../documents/render.ts'
import { attachment } from './attachment.ts'
import { findType, partOf, personAt, type Door } from './door.ts'
import { isObject, type JsonObject } from './jsonObject.ts'
import type { Spoken } from './language.ts'
import { paperNames } from './paperNames.ts'
import { nameIn, spokenIn } from './typeWords.ts'

const FORMATS: readonly DocumentFormat[] = ['pdf', 'docx', 'html']

export function addPaperTextRoutes(app: FastifyInstance, door: Door): void {
  app.get('/api/paper-texts', (request, reply) => {
    if (personAt(door, request, reply) === undefined) return reply
    const rulebook = door.realm.rulebookOn(dayOf(door.now()))
    return {
      items: [...door.realm.declarations.values()].flatMap((declaration) =>
        Object.entries(declaration.documents).map(([document, spec]) => {
          const key = keyOf(declaration, document)
          const inForce = rulebook.find(key)
          return {
            ...{ type: declaration.name, document, key, mechanism: declaration.mechanism },
            ...{ layout: spec.layout, isNumbered: spec.series !== undefined },
            typeLabel: nameIn(door.words, declaration),
            label: spokenIn(door.words, declaration, 'documents', document),
            places: placesFor(declaration, spec.prints).map(({ place, field, part }) => ({
              place,
              label: placeLabel(door, declaration, { place, field, part }),
            })),
            ...(inForce === undefined
              ? {}
              : { content: inForce.content, from: inForce.from, source: inForce.source }),
          }
        }),
      ),
    }
  })

  app.post('/api/paper-texts/:type/:document/example', async (request, reply) => {
    const person = personAt(door, request, reply)
    if (person === undefined) return reply
    const declaration = findType(door, request)
    const document = partOf(request, 'document')
    if (declaration === undefined || !Object.hasOwn(declaration.documents, document))
      return door.refuse(request, reply, [{ because: 'not found' }])
    const { body } = request
    const content = isObject(body) ? body['content'] : undefined
    const format = FORMATS.find((one) => isObject(body) && (body['format'] ?? 'pdf') === one)
    if (!isObject(content) || format === undefined)
      return door.refuse(request, reply, [{ because: 'malformed' }])
    const says = findFlaw(door, declaration, document, content)
    if (says !== undefined) return door.refuse(request, reply, [{ because: 'text refused', says }])
    const [at, org] = [door.now(), door.realm.org()]
    const on = dayOf(at)
    const rulebook = door.realm.rulebookOn(on)
    const unit = org.tenuresOn(person, on)[0]?.unit ?? ''
    const paper = findExamplePaper({
      ...{ declaration, document, rulebook, at, on, names: paperNames(door.realm, rulebook) },
      // Checked just now.
      text: content as unknown as PaperText,
      words: chineseWords({ words: door.words, declaration }),
      viewer: { person, unit, name: org.findPerson(person)?.name ?? person },
    })
    if (paper === undefined) return door.refuse(request, reply, [{ because: 'not found' }])
    return reply
      .headers({ ...attachment(`${paper.title}.${format}`), 'cache-control': 'private, no-store' })
      .type(mediaTypeOf[format])
      .send(Buffer.from(await door.render(paper, format)))
  })
}

const keyOf = ({ name }: Declaration, document: string): string => `${name}.${document}.paper`

/** Why a text cannot be one of this document's, in words; nothing where it can. */
function findFlaw(
  door: Door,
  declaration: Declaration,
  document: string,
  content: JsonObject,
): Spoken | undefined {
  const flaw =
    content['kind'] === 'paper'
      ? findFlawOfText(keyOf(declaration, document), content, door.realm.declarations)
      : 'it is no text of a paper'
  if (flaw === undefined) return undefined
  const prints = declaration.documents[document]?.prints ?? []
  const unknown = findUnknownPlace(declaration, prints, textsIn(content))
  return unknown === undefined
    ? { zh: `文字不符合文书格式：${flaw}。`, en: `This cannot be the text of a paper: ${flaw}.` }
    : {
        zh: `本文书没有占位符“{${unknown}}”；请从列表中选择。`,
        en: `This paper has no place {${unknown}}: choose one from the list.`,
      }
}

const STANDING: Readonly<Record<string, Spoken>> = {
  number: { zh: '登记号', en: 'Register number' },
  paper: { zh: '文号', en: 'Number of the paper' },
  organ: { zh: '制发单位', en: 'Issuing unit' },
  addressee: { zh: '主送单位', en: 'Addressee' },
  day: { zh: '制发日期', en: 'Day of issue' },
}

function placeLabel(
  door: Door,
  declaration: Declaration,
  {
    place,
    field,
    part,
  }: { readonly place: string; readonly field?: string | undefined; readonly part?: string | undefined },
): Spoken {
  if (field === undefined) return STANDING[place] ?? { zh: place, en: place }
  const of = spokenIn(door.words, declaration, 'fields', field)
  if (part === undefined) return of
  const inner = spokenIn(door.words, declaration, 'parts', part)
  return { zh: `${of.zh}·${inner.zh}`, en: `${of.en}: ${inner.en}` }
}
