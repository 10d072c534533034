-- What has happened: never changed, never deleted, kept after Temporal's own retention is over.
--
-- The rule by which writes are safe to repeat and to arrive late or in any order:
--
-- 1. An entry is (code, revision). One transaction writes its ledger row and all that follows from it, so an
--    entry that stands in the ledger has been written whole, and writing it again does nothing.
-- 2. What has happened (ledger, decisions, documents, audit) is only ever added.
-- 3. What holds now (0002: centres, matters, obligations) is the newest standing that was given, whole, written in
--    the transaction of the entry it came with; an older standing that arrives late does not touch it.
-- 4. A task has two halves, its opening and its closing; each keeps the newest entry that spoke of it. It is open
--    when nothing newer than its opening has closed it.
--
-- `ledger.entry` is json, not jsonb, because json keeps the bytes as they came: `audit.digest` is their SHA-256.
-- A superuser can still disable the triggers below; who must not be able to gets a role of its own.

create table ledger (
    code text not null,
    revision integer not null,
    recorded_at timestamptz not null,
    because text not null,
    matter text not null,
    decision_id text,
    entry json not null,
    primary key (code, revision)
);

create index ledger_by_time on ledger (recorded_at);

create table decisions (
    code text not null,
    decision_id text not null,
    revision integer not null,
    matter text not null,
    action text not null,
    person text not null,
    organisation text not null,
    role text not null,
    decided_on date not null,
    document_number text,
    reason text,
    content jsonb not null,
    recorded_at timestamptz not null,
    primary key (code, decision_id)
);

create index decisions_in_order on decisions (code, revision);
create index decisions_by_document on decisions (document_number) where document_number is not null;

create table documents (
    code text not null,
    decision_id text not null,
    position integer not null,
    revision integer not null,
    sha256 text not null,
    name text not null,
    document_number text,
    primary key (code, decision_id, position)
);

create index documents_by_hash on documents (sha256);

create table audit (
    code text not null,
    revision integer not null,
    at timestamptz not null,
    actor text,
    role text,
    organisation text,
    action text not null,
    matter text not null,
    digest text not null,
    primary key (code, revision)
);

create index audit_by_actor on audit (actor, at);

create function refuse_change() returns trigger language plpgsql as $$
begin
    raise exception '% is append-only: % is refused', tg_table_name, lower(tg_op) using errcode = 'restrict_violation';
end
$$;

create trigger append_only before update or delete or truncate on ledger
    for each statement execute function refuse_change();
create trigger append_only before update or delete or truncate on decisions
    for each statement execute function refuse_change();
create trigger append_only before update or delete or truncate on documents
    for each statement execute function refuse_change();
create trigger append_only before update or delete or truncate on audit
    for each statement execute function refuse_change();

alter table ledger enable always trigger append_only;
alter table decisions enable always trigger append_only;
alter table documents enable always trigger append_only;
alter table audit enable always trigger append_only;
