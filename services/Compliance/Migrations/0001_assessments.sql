-- An assessment of one control, at one time, of all systems.
create table assessment (
  id          uuid        primary key,
  control     text        not null,
  -- Numbers mean different controls in different versions of a framework.
  framework   text        not null,
  version     text        not null,
  started_at  timestamptz not null,
  finished_at timestamptz not null,
  assessed_by text        not null
);

create index assessment_history on assessment (control, finished_at desc);

create table finding (
  assessment  uuid        not null references assessment on delete cascade,
  -- The place in the order of lab.json.
  ordinal     int         not null,
  system      text        not null,
  status      text        not null check (status in ('satisfied', 'not-satisfied', 'not-measured')),
  summary     text        not null,
  measured_at timestamptz not null,
  evidence    jsonb       not null,
  primary key (assessment, system)
);
