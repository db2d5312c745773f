-- initial
--
-- Revision ID: cb8b0ed61cb7
-- Revises: 
-- Create Date: 2026-11-21T03:36:20Z

-- whimbrel: upgrade

CREATE EXTENSION IF NOT EXISTS citext;

CREATE TYPE plantkind AS ENUM ('monstera', 'fig', 'pothos', 'snake', 'succulent');

CREATE TYPE plantstatus AS ENUM ('dry', 'soon', 'thriving', 'watered', 'resting');

CREATE TABLE users (
  id uuid NOT NULL DEFAULT gen_random_uuid(),
  email citext NOT NULL,
  password_hash text NOT NULL,
  display_name text,
  role varchar(20) NOT NULL DEFAULT 'operator',
  created_at timestamptz DEFAULT now(),
  last_login_at timestamptz,
  is_password_temp boolean NOT NULL DEFAULT false,
  CONSTRAINT pk_users PRIMARY KEY (id)
);

CREATE TABLE plants (
  id uuid NOT NULL DEFAULT gen_random_uuid(),
  user_id uuid NOT NULL,
  name text NOT NULL,
  species text NOT NULL DEFAULT '',
  kind plantkind NOT NULL,
  room text NOT NULL DEFAULT '',
  moisture double precision NOT NULL DEFAULT 0.5,
  status plantstatus NOT NULL DEFAULT 'thriving',
  every integer NOT NULL DEFAULT 7,
  light text NOT NULL DEFAULT '',
  note text NOT NULL DEFAULT '',
  growth json NOT NULL DEFAULT '[]',
  last_water timestamp,
  created_at timestamp DEFAULT now(),
  CONSTRAINT pk_plants PRIMARY KEY (id),
  CONSTRAINT moisture_range CHECK (moisture BETWEEN 0 AND 1)
);

CREATE INDEX ix_plants_user_id ON plants (user_id);

CREATE INDEX ix_plants_user_id_status ON plants (user_id, status) WHERE status <> 'resting';

CREATE UNIQUE INDEX ix_users_email ON users (email);

ALTER TABLE plants
  ADD CONSTRAINT fk_plants_user_id_users FOREIGN KEY (user_id)
  REFERENCES users (id) ON DELETE CASCADE;

-- whimbrel: downgrade

DROP TABLE plants;

DROP TABLE users;

DROP TYPE plantkind;

DROP TYPE plantstatus;

DROP EXTENSION citext;
