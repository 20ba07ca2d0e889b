/**
 * Which actions somebody may take on a record as it stands: by its state, their roles, and whose turn it is to sign.
 * What the record alone rules out is not offered (`offered`); rules that depend on what is entered are checked when they
 * act. (`decide` says the same; the test compares.)
 */
import { findAction } from '#kernel/record/decide.ts'
import type { Declaration } from '#kernel/record/declaration.ts'
import { findOpenSigning, listOf, openSignatures, type AnyRecord } from '#kernel/record/replay.ts'
import type { ActorStanding } from '../office/standings.ts'

export function actionsNow(
  declaration: Declaration,
  record: AnyRecord | undefined,
  standings: readonly ActorStanding[],
  declarations: ReadonlyMap<string, Declaration>,
): readonly string[] {
  return Object.keys(declaration.actions).filter((name) =>
    mayNow(declaration, record, standings, name, declarations),
  )
}

function mayNow(
  declaration: Declaration,
  record: AnyRecord | undefined,
  standings: readonly ActorStanding[],
  name: string,
  declarations: ReadonlyMap<string, Declaration>,
): boolean {
  const action = findAction(declaration, name)
  if (action === undefined) return false
  const from = listOf(action.from)
  if (record === undefined ? from.length > 0 : !from.includes(record.state)) return false
  if (record !== undefined && action.offered?.({ record }) === false) return false
  const { withdraws } = action
  if (withdraws !== undefined)
    return standings.some(
      ({ actor, roles }) =>
        roles.some((role) => listOf(action.by).includes(role)) &&
        findOpenSigning(record?.signatures ?? [], listOf(withdraws), actor) !== undefined,
    )
  const given = openSignatures(record, name)
  const signers = given.map(({ actor }): string => actor.person)
  const { signed } = action
  const roles =
    signed !== undefined && 'inOrder' in signed ? listOf(signed.inOrder[given.length]) : listOf(action.by)
  return standings.some(
    (standing) =>
      standing.roles.some((role) => roles.includes(role)) &&
      listOf(action.alwaysOpens).every((opening) => mayOpen(opening, declaration, standing, declarations)) &&
      !(standing.actor.kind === 'staff' && signers.includes(standing.actor.person)),
  )
}

/** Whether this standing may take the action that another record is opened by with this one, as deciding asks. */
function mayOpen(
  { type, action }: { readonly type: string; readonly action: string },
  by: Declaration,
  { actor }: ActorStanding,
  declarations: ReadonlyMap<string, Declaration>,
): boolean {
  const opened = declarations.get(type)
  const spec = opened === undefined ? undefined : findAction(opened, action)
  return listOf(spec?.by).some((role) => {
    const heldBy = opened?.roles[role]?.heldBy
    if (heldBy === undefined || heldBy === 'public' || heldBy === 'system') return false
    if (heldBy === 'staff') return actor.kind === 'staff'
    return 'record' in heldBy
      ? heldBy.record === by.name
      : actor.kind === 'staff' && heldBy.includes(actor.post)
  })
}
