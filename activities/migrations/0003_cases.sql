-- Integrity cases (Art 31): never changed, never deleted, kept apart from the centres' ledger. The rule of
-- 0001_register.sql holds here too: an entry is (code, revision), written whole in one transaction and only once.
--
-- Who reported stands in `case_reporters` alone, in no entry: give the right to read that table only to those who
-- may know a complainant (SOD-8). `digest` is the SHA-256 of the bytes of `entry`.

create table case_entries (
    code text not null,
    revision integer not null,
    recorded_at timestamptz not null,
    because text not null,
    state text not null,
    decision_id text,
    entry json not null,
    digest text not null,
    primary key (code, revision)
);

create index case_entries_by_time on case_entries (recorded_at);

create table case_reporters (
    code text not null,
    decision_id text not null,
    person text not null,
    organisation text not null,
    role text not null,
    recorded_at timestamptz not null,
    primary key (code, decision_id)
);

revoke all on case_entries, case_reporters from public;

create trigger append_only before update or delete or truncate on case_entries
    for each statement execute function refuse_change();
create trigger append_only before update or delete or truncate on case_reporters
    for each statement execute function refuse_change();

alter table case_entries enable always trigger append_only;
alter table case_reporters enable always trigger append_only;

-- How each case stands: what its newest entry says, and nothing of the report.
create view cases as
select distinct on (code) code, revision, state, recorded_at,
    entry #>> '{standing,state_zh}' as state_zh,
    (entry #>> '{standing,since}')::date as since,
    entry #>> '{standing,subject_type}' as subject_type,
    entry #>> '{standing,centre}' as centre,
    entry #>> '{standing,finding}' as finding,
    json_array_length(entry #> '{standing,overdue}') > 0 as overdue,
    (entry -> 'standing')::jsonb as standing
from case_entries
order by code, revision desc;
