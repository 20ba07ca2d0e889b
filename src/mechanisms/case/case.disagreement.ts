/** When organs disagree on an element or on the label, a consultation opens by itself, with what each of them holds. */
import { present } from '#kernel/present.ts'
import type { Opening } from '#kernel/record/declaration.ts'
import { viewIn } from './case.effects.ts'
import { gateBefore } from './case.gates.ts'
import type { CaseSituation, CaseValues } from './case.fields.ts'

type View = CaseValues['views'][number]

export const isUnderConsultation = ({ linked }: CaseSituation): boolean =>
  linked.some(({ type, closed }) => type === 'consultation' && !closed)

const contradicts = (one: View, other: View): boolean =>
  one.unit !== other.unit &&
  one.gate === other.gate &&
  ((one.met !== other.met && one.elements.some((element) => other.elements.includes(element))) ||
    (one.label !== undefined && other.label !== undefined && one.label !== other.label))

/** What each other organ last held at this gate. */
const lastViews = (views: readonly View[], unit: string): readonly View[] => [
  ...new Map(views.filter((view) => view.unit !== unit).map((view) => [view.unit, view])).values(),
]

/** The organs whose case it is now, and those that stated a view. */
const organsOf = ({ record }: CaseSituation, views: readonly View[]) => [
  ...new Set(
    [record.handlingUnit, record.procuratorate, ...views.map(({ unit }) => unit)].filter(
      (unit) => unit !== undefined,
    ),
  ),
]

function consultationOn(
  situation: CaseSituation,
  {
    views,
    elements,
    ...more
  }: { views: readonly View[]; elements: readonly string[]; why: string; effect?: string },
): readonly Opening[] {
  const { record } = situation
  if (isUnderConsultation(situation)) return []
  return [
    {
      type: 'consultation',
      action: 'apply',
      input: present({
        case: record.id,
        caseTitle: record.title,
        gate: gateBefore(situation),
        label: record.label,
        elements: [...new Set(elements)],
        organs: organsOf(situation, views),
        views: views.map(({ unit, elements: some, met, label, why }) =>
          present({ unit, elements: some, met, label, why }),
        ),
        reasons: more.why,
        deadlineEffect: more.effect,
        named: record.named,
      }),
    },
  ]
}

/** A view that contradicts what another organ holds at this gate. */
export function openedByView(situation: CaseSituation): readonly Opening[] {
  const view = viewIn(situation)
  if (view === undefined) return []
  const against = lastViews(situation.record.views ?? [], view.unit).filter((other) =>
    contradicts(view, other),
  )
  return against.length === 0
    ? []
    : consultationOn(situation, { views: [...against, view], elements: view.elements, why: view.why })
}

/** Declared by one organ, before the others have stated a view in form. */
export const openedByDeclaration = (situation: CaseSituation): readonly Opening[] => {
  const view = viewIn(situation)
  return view === undefined
    ? []
    : consultationOn(situation, {
        views: [...lastViews(situation.record.views ?? [], view.unit), view],
        elements: view.elements,
        why: view.why,
        ...present({ effect: situation.input.deadlineEffect }),
      })
}

/** The review of a label from outside the police that does not agree is a disagreement, too. */
export function openedByLabelReview(situation: CaseSituation): readonly Opening[] {
  const { actor, input, record, on } = situation
  const gate = gateBefore(situation)
  if (input.agrees !== false || actor.kind !== 'staff' || gate === undefined || record.label === undefined)
    return []
  const elements = (input.checks ?? []).filter(({ met }) => met === 'notMet').map(({ element }) => element)
  const view: View = {
    ...{ unit: actor.unit, gate, elements, met: false, label: record.label, why: input.opinion ?? '', on },
  }
  return consultationOn(situation, { views: [view], elements, why: view.why })
}
