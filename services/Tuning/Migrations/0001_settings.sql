-- When a server's settings were first and last looked at.
create table settings_snapshot (
  server      text        primary key,
  first_taken timestamptz not null,
  last_taken  timestamptz not null
);

-- Each value that a setting had. A row begins when the value was first seen; the next row of the setting ends it.
create table setting_value (
  server     text        not null references settings_snapshot,
  name       text        not null,
  seen_at    timestamptz not null,
  -- The last look that still showed the value before this one; null for the first value.
  not_before timestamptz,
  -- Null where the setting was not there any more.
  value      text,
  unit       text,
  source     text,
  primary key (server, name, seen_at)
);
