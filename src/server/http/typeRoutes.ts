/** GET /api/types: every declared type, for whoever builds a screen or a program on it. */
import type { FastifyInstance } from 'fastify'
import { fieldsSeenBy } from '#kernel/access/sight.ts'
import type { Declaration } from '#kernel/record/declaration.ts'
import type { Field } from '#kernel/record/field.ts'
import { listOf } from '#kernel/record/replay.ts'
import type { Rulebook } from '#kernel/rulebook/rulebook.ts'
import { dayOf } from '#kernel/time.ts'
import type { Door } from './door.ts'
import { inForce } from './inForce.ts'
import { inputSchema } from './inputSchema.ts'
import type { Spoken } from './language.ts'
import { spokenIn, wordsOf, type WordsByType } from './typeWords.ts'

export function addTypeRoutes(app: FastifyInstance, door: Door): void {
  app.get('/api/types', () => {
    const rulebook = door.realm.rulebookOn(dayOf(door.now()))
    return [...door.realm.declarations.values()].map((declaration) =>
      typeView(declaration, door.words, rulebook),
    )
  })
}

function typeView(declaration: Declaration, words: WordsByType, rulebook: Rulebook) {
  const label = (part: Parameters<typeof spokenIn>[2], name: string) =>
    spokenIn(words, declaration, part, name)
  const { zh, en } = { zh: wordsOf(words, declaration, 'zh'), en: wordsOf(words, declaration, 'en') }
  const each = <Spec, View>(
    specs: Readonly<Record<string, Spec>>,
    view: (name: string, spec: Spec) => View,
  ) => Object.entries(specs).map(([name, spec]) => ({ name, ...view(name, spec) }))
  return {
    name: declaration.name,
    version: declaration.version,
    mechanism: declaration.mechanism,
    label: { zh: zh.name, en: en.name },
    number: declaration.number,
    title: declaration.title,
    brief: declaration.brief ?? [],
    unseals: declaration.unseals ?? {},
    compares: declaration.compares ?? {},
    outcome: declaration.outcome,
    ...(declaration.graph === undefined ? {} : { inGraph: true }),
    states: each(declaration.states, (name, spec) => ({
      label: label('states', name),
      closed: spec.closed === true || spec.final === true,
      final: spec.final === true,
      waitsFor: listOf(spec.waitsFor),
      holds: listOf(spec.holds),
    })),
    actions: each(
      declaration.actions,
      (name, { by, from, to, asks, adds, provided, signed, awaitsCheckpoint }) => ({
        label: label('actions', name),
        by: listOf(by),
        from: listOf(from),
        to: typeof to === 'string' ? [to] : listOf(to).map(({ state }) => state),
        asks: listOf(asks),
        adds: listOf(adds),
        rules: listOf(provided).map((rule) => ({ name: rule, refusal: label('refusals', rule) })),
        ...(signed === undefined ? {} : { signed }),
        ...(awaitsCheckpoint === undefined ? {} : { awaitsCheckpoint }),
        input: inputSchema(declaration, name, { words: zh, rulebook, language: 'zh' }),
        ...(listOf(by).every(isOfMachine(declaration)) ? { byMachine: true } : {}),
        // For machines alone: no official who takes the action would see it afterwards.
        unseen: [...listOf(asks), ...listOf(adds)].filter(
          (field) => !fieldsSeenBy(declaration, listOf(by).filter(isOfStaff(declaration))).has(field),
        ),
      }),
    ),
    fields: each(declaration.fields, (name, field) => ({
      label: label('fields', name),
      ...fieldView(field, name, { words, declaration, rulebook }),
    })),
    deadlines: each(declaration.deadlines, (name, { starts, stops, owedBy }) => ({
      label: label('deadlines', name),
      source: rulebook.find(`${declaration.name}.${name}.term`)?.source,
      starts: listOf(starts),
      stops: listOf(stops),
      owedBy: listOf(owedBy),
    })),
    documents: each(declaration.documents, (name, { issuedOn, layout }) => ({
      label: label('documents', name),
      issuedOn: listOf(issuedOn),
      layout,
    })),
    views: each(declaration.views, (name, view) => ({
      label: label('views', name),
      for: listOf(view.for),
      shows: view.shows,
      columns: view.columns,
    })),
    roles: each(declaration.roles, (name) => ({ label: label('roles', name) })),
  }
}

/** A clock, an import, or another record. */
const isOfMachine =
  ({ roles }: Declaration) =>
  (role: string): boolean => {
    const heldBy = roles[role]?.heldBy
    return heldBy === 'system' || (typeof heldBy === 'object' && 'record' in heldBy)
  }

const isOfStaff =
  ({ roles }: Declaration) =>
  (role: string): boolean => {
    const heldBy = roles[role]?.heldBy
    return heldBy === 'staff' || Array.isArray(heldBy)
  }

interface FieldContext {
  readonly words: WordsByType
  readonly declaration: Declaration
  readonly rulebook: Rulebook
}

/** What a field is, down to the parts of groups. */
function fieldView(field: Field<unknown>, name: string, context: FieldContext): object {
  const { kind, schema, optional, protection, list, table, refersTo, items, parts } = field
  const choices = choicesOf(field, name, context)
  return {
    kind,
    schema,
    ...(optional === true ? { optional } : {}),
    ...(protection === undefined ? {} : { protection }),
    ...(list === undefined ? {} : { list }),
    ...(table === undefined ? {} : { table }),
    ...(refersTo === undefined ? {} : { refersTo }),
    ...(choices === undefined ? {} : { choices }),
    ...(items === undefined ? {} : { items: fieldView(items, name, context) }),
    ...(parts === undefined
      ? {}
      : {
          parts: Object.entries(parts).map(([part, inner]) => ({
            name: part,
            label: spokenIn(context.words, context.declaration, 'parts', part),
            ...fieldView(inner, part, context),
          })),
        }),
  }
}

function choicesOf(
  field: Field<unknown>,
  name: string,
  { words, declaration, rulebook }: FieldContext,
): readonly ({ readonly code: string } & Spoken)[] | undefined {
  const { options } = field
  if (options === undefined) return inForce(field, rulebook)
  return options.map((code) => {
    const inParts = words[declaration.name]?.partChoices?.[name]?.[code]
    return {
      code,
      zh: wordsOf(words, declaration, 'zh').choices[name]?.[code] ?? inParts?.zh ?? code,
      en: wordsOf(words, declaration, 'en').choices[name]?.[code] ?? inParts?.en ?? code,
    }
  })
}
