/** Every clock of the record, and day by day why it ends when it does. */
import { spokenDay, spokenInstant } from '../days.ts'
import type { DeadlineShape, RecordShape, RequestPeriodShape } from '../doors/shapes.ts'
import { useLanguage } from '../language.ts'
import { Lamp } from '../lists/Lamp.tsx'
import { useWords } from '../words.ts'
import { Rule } from './Rule.tsx'

export function Deadlines({ record }: { readonly record: RecordShape }) {
  const words = useWords()
  if (record.deadlines.length === 0 && record.requestPeriods.length === 0) return null
  const running = record.deadlines.filter(({ lamp }) => lamp !== 'stopped')
  const stopped = record.deadlines.filter(({ lamp }) => lamp === 'stopped')
  return (
    <section className="panel" aria-labelledby="deadlines-title">
      <h2 id="deadlines-title">{words.record.deadlines}</h2>
      {record.requestPeriods.map((period) => (
        <RequestPeriod key={period.name} period={period} />
      ))}
      {record.deadlines.length > 0 && running.length === 0 && (
        <p className="faint">{words.record.noDeadlines}</p>
      )}
      {running.map((clock) => (
        <Clock key={`${clock.name}${String(clock.run)}`} clock={clock} />
      ))}
      {stopped.length > 0 && (
        <details>
          <summary>
            {words.lamp.stopped} ({stopped.length})
          </summary>
          {stopped.map((clock) => (
            <Clock key={`${clock.name}${String(clock.run)}`} clock={clock} />
          ))}
        </details>
      )}
    </section>
  )
}

/** Nobody owes anything under it: it says what may still be asked for, and until when. */
function RequestPeriod({ period }: { readonly period: RequestPeriodShape }) {
  const words = useWords()
  const language = useLanguage()
  const { label, since, until, provisional, over, basis, basisSays, basisSource } = period
  return (
    <div className="clock">
      <h3>
        {label} <span className="faint">{words.record.requestPeriod}</span>
      </h3>
      <p>
        {over
          ? words.record.requestsEnded(spokenDay(until, language))
          : words.record.requestsUntil(spokenDay(until, language))}
      </p>
      <dl className="parts">
        <div>
          <dt>{words.record.started}</dt>
          <dd>{spokenDay(since, language)}</dd>
        </div>
        <div>
          <dt>{words.record.basis}</dt>
          <dd>
            <Rule reference={basis} says={basisSays} source={basisSource} />
          </dd>
        </div>
      </dl>
      {provisional && <p className="lamp yellow">{words.record.provisional}</p>}
    </div>
  )
}

function Clock({ clock }: { readonly clock: DeadlineShape }) {
  const words = useWords()
  const language = useLanguage()
  const { label, lamp, due, run, termInWords, startedAt, stoppedAt, explanation = [] } = clock
  return (
    <div className="clock">
      <h3>
        {label}
        {run > 1 && <span className="faint"> {words.record.run(run)}</span>}
      </h3>
      <p>
        <Lamp lamp={lamp} due={due} />
      </p>
      <dl className="parts">
        <div>
          <dt>{words.record.term}</dt>
          <dd>{termInWords}</dd>
        </div>
        <div>
          <dt>{words.record.started}</dt>
          <dd>{spokenInstant(startedAt, language)}</dd>
        </div>
        {due !== undefined && (
          <div>
            <dt>{words.record.dueAt}</dt>
            <dd>{spokenInstant(due, language)}</dd>
          </div>
        )}
        {stoppedAt !== undefined && (
          <div>
            <dt>{words.record.stopped}</dt>
            <dd>{spokenInstant(stoppedAt, language)}</dd>
          </div>
        )}
        <div>
          <dt>{words.record.basis}</dt>
          <dd>
            <Rule reference={clock.basis} says={clock.basisSays} source={clock.basisSource} />
          </dd>
        </div>
      </dl>
      {clock.extensions.map(({ at, by }) => (
        <p key={at}>{words.record.extended(by, spokenInstant(at, language))}</p>
      ))}
      {clock.suspensions.map(({ from, to }) => (
        <p key={from}>
          {words.record.suspendedFrom(
            spokenInstant(from, language),
            to === undefined ? words.record.now : spokenInstant(to, language),
          )}
        </p>
      ))}
      {clock.provisional && <p className="lamp yellow">{words.record.provisional}</p>}
      {explanation.length > 0 && (
        <details>
          <summary>{words.record.explain}</summary>
          <div className="wide">
            <table className="ledger">
              <thead>
                <tr>
                  <th scope="col">{words.day}</th>
                  <th scope="col">{words.record.counted}</th>
                  <th scope="col">{words.record.why}</th>
                </tr>
              </thead>
              <tbody>
                {explanation.map(({ day, counted, says }, nth) => (
                  <tr key={`${day}${String(nth)}`} className={counted ? '' : 'off'}>
                    <td>{spokenDay(day, language)}</td>
                    <td>{counted ? words.record.counted : words.record.notCounted}</td>
                    <td>{says}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </details>
      )}
    </div>
  )
}
