create table star (name text primary key, magnitude double precision not null);
