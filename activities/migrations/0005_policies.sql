-- The policy profiles that centres have been launched under, each with the content it had when it was first used.
--
-- A name never gets another content: obligations are pinned to the name of their profile, and years later it must still
-- say by which periods they were counted. Whoever brings another content is told to give it a new name.

create table policy_profiles (
    name text primary key,
    sha256 text not null,
    body jsonb not null,
    first_used_at timestamptz not null default now()
);

create trigger append_only before update or delete or truncate on policy_profiles
    for each statement execute function refuse_change();

alter table policy_profiles enable always trigger append_only;
