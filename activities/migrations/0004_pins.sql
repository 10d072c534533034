-- Under which profile, edition and working calendar each obligation arose (B.0 rule 6); null for those of before.

alter table obligations add column policy text, add column edition text, add column calendar text;
