import type { AssignmentAnswer } from '../../../shared/contract/assignmentAnswers.ts';
import { words } from '../../../shared/uiWords.ts';
import { When } from '../../parts/When.tsx';
import { Why } from '../../parts/Why.tsx';
import { to } from '../../routes.ts';
import css from './Assignment.module.css';

const { facts, reader } = words.assignments;

interface AssignmentFactsProps {
  readonly assignment: AssignmentAnswer;
  readonly onWhy: (eventId: string) => void;
}

/** Who sent it to whom, what it concerns, and which texts it changes. */
export function AssignmentFacts({ assignment, onWhy }: AssignmentFactsProps) {
  const { recipient, dispatchedBy, dispatchedAt, dueAt, overdue, refersTo, referredToBy, assets, cases, textHash } =
    assignment;
  // All of it was said once, by the dispatch.
  const why = (fact: string) => <Why fact={fact} eventId={assignment.log[0]?.id ?? null} onWhy={onWhy} />;
  return (
    <section className="panel" aria-label={facts.title}>
      <h2>{facts.title}</h2>
      <dl className={css.facts}>
        <dt>{facts.recipient}</dt>
        <dd>
          {recipient} {why(facts.recipient)}
        </dd>
        <dt>{facts.by}</dt>
        <dd>
          {dispatchedBy} {why(facts.by)}
        </dd>
        <dt>{facts.at}</dt>
        <dd>
          <When at={dispatchedAt} /> {why(facts.at)}
        </dd>
        {dueAt !== null && (
          <>
            <dt>{facts.due}</dt>
            <dd className={overdue ? 'bad' : undefined}>
              <When at={dueAt} /> {overdue && `– ${words.assignments.overdue}`} {why(facts.due)}
            </dd>
          </>
        )}
        <dt>{facts.concerns}</dt>
        <dd>
          {why(facts.concerns)}
          {assets.length + cases.length === 0 && <span className="quiet">{facts.nothing}</span>}
          <ul className={css.links}>
            {cases.map((one) => (
              <li key={one.caseId}>
                <a className="tag" href={to('case', { code: one.case })}>
                  {one.case}
                </a>
              </li>
            ))}
            {assets.map(({ tag, assetId }) => (
              <li key={assetId}>
                <a className="tag" href={to('asset', { tag })}>
                  {tag}
                </a>
              </li>
            ))}
          </ul>
        </dd>
        {refersTo !== null && (
          <>
            <dt>{facts.refersTo}</dt>
            <dd>
              <a href={to('assignment', { assignmentId: refersTo })}>{facts.earlier}</a>
            </dd>
          </>
        )}
        {referredToBy.length > 0 && (
          <>
            <dt>{facts.referredTo}</dt>
            <dd>
              <ul className={css.links}>
                {referredToBy.map((assignmentId) => (
                  <li key={assignmentId}>
                    <a href={to('assignment', { assignmentId })}>{facts.later}</a>
                  </li>
                ))}
              </ul>
            </dd>
          </>
        )}
        <dt>{reader.hash}</dt>
        <dd>
          <span className={`tag ${css.hash}`}>{textHash}</span> {why(reader.hash)}
        </dd>
      </dl>
    </section>
  );
}
