-- What holds now, and what is to be told to whom. The rule by which these rows change is in 0001_register.sql.

create table centres (
    code text primary key,
    revision integer not null,
    name_zh text not null,
    name_en text,
    kind text not null,
    route text not null,
    state text not null,
    since date,
    in_sequence boolean not null,
    cycle_no integer,
    cycle_start date,
    cycle_end date,
    grade text,
    department text, -- the leading supervising department
    departments text[] not null,
    overdue boolean not null,
    overdue_items text[] not null, -- matter:obligation
    evaluation_overdue boolean not null,
    recorded_at timestamptz not null,
    standing jsonb not null
);

create index centres_by_state on centres (state, code);
create index centres_by_department on centres (department, code);
create index centres_overdue on centres (code) where overdue or evaluation_overdue;

create table matters (
    code text not null,
    key text not null,
    revision integer not null,
    kind text not null,
    state text not null,
    state_zh text not null,
    since date not null,
    overdue boolean not null,
    facts jsonb not null,
    primary key (code, key)
);

create index matters_by_state on matters (kind, state);

create table obligations (
    code text not null,
    position integer not null, -- in the order in which they arose; a name may recur, open at most once
    revision integer not null,
    key text not null,
    matter text not null,
    title text not null,
    title_zh text not null,
    owed_by text not null,
    organisation text,
    basis text not null,
    article text not null,
    raw_due date,
    due date,
    provisional boolean not null,
    why text not null,
    status text not null,
    overdue boolean not null,
    reminders date[] not null,
    primary key (code, position)
);

create index obligations_overdue on obligations (due, code) where status = 'open' and overdue;
create index obligations_by_due on obligations (due, code) where status = 'open';
create index obligations_by_role on obligations (owed_by, organisation, due) where status = 'open';

-- The history of tasks. What waits now is read from `obligations`.
create table tasks (
    code text not null,
    name text not null, -- matter:obligation
    opened_on date not null,
    opened_revision integer,
    matter text,
    key text,
    title text,
    title_zh text,
    role text,
    organisation text,
    due date,
    closed_revision integer,
    closed_on date,
    how text,
    is_open boolean not null generated always as (
        opened_revision is not null and coalesce(closed_revision <= opened_revision, true)
    ) stored,
    primary key (code, name, opened_on)
);

create index tasks_open on tasks (role, organisation, due) where is_open;

create table notifications (
    notice_id text primary key,
    code text not null,
    revision integer not null,
    to_role text not null,
    to_organisation text,
    kind text not null,
    text text not null,
    text_zh text not null,
    created_at timestamptz not null,
    state text not null default 'pending' check (state in ('pending', 'delivered', 'failed')),
    attempts integer not null default 0,
    delivered_at timestamptz,
    answer text
);

create index notifications_pending on notifications (created_at, notice_id) where state = 'pending';
create index notifications_of_centre on notifications (code, revision);

create table people (
    person text not null,
    organisation text not null,
    roles text[] not null,
    updated_at timestamptz not null default now(),
    primary key (person, organisation)
);
