-- What the actioner must not forget. A record stands in body as JSON; beside it what is searched by.

CREATE TABLE scrapeguard.guard (
    only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
    body jsonb NOT NULL
);

CREATE TABLE scrapeguard.accounts (
    -- In the order of UTF-8 bytes, which waves go by.
    account text COLLATE "C" PRIMARY KEY,
    wake bigint,
    harmed bigint,
    has_held boolean NOT NULL,
    campaign text,
    cohorts text[] NOT NULL,
    body jsonb NOT NULL
);
CREATE INDEX accounts_wake ON scrapeguard.accounts (wake) WHERE wake IS NOT NULL;
CREATE INDEX accounts_harmed ON scrapeguard.accounts (account) WHERE harmed IS NOT NULL;

CREATE TABLE scrapeguard.effects (
    id text PRIMARY KEY,
    account text COLLATE "C" NOT NULL,
    sequence bigint NOT NULL,
    state smallint NOT NULL,
    changed bigint NOT NULL,
    case_id text NOT NULL,
    body jsonb NOT NULL
);
CREATE INDEX effects_account ON scrapeguard.effects (account, sequence);
CREATE INDEX effects_case ON scrapeguard.effects (case_id, changed);
CREATE INDEX effects_state ON scrapeguard.effects (state, changed) WHERE state IN (1, 2, 3, 5);

CREATE TABLE scrapeguard.cases (
    id text PRIMARY KEY,
    is_open boolean NOT NULL,
    changed bigint NOT NULL,
    body jsonb NOT NULL
);
CREATE INDEX cases_changed ON scrapeguard.cases (changed DESC, id);
CREATE INDEX cases_open ON scrapeguard.cases (changed DESC, id) WHERE is_open;

CREATE TABLE scrapeguard.notes (
    place bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    case_id text NOT NULL,
    body jsonb NOT NULL
);
CREATE INDEX notes_case ON scrapeguard.notes (case_id, place);

CREATE TABLE scrapeguard.decisions (
    id text PRIMARY KEY,
    case_id text,
    decided bigint NOT NULL,
    body jsonb NOT NULL
);
CREATE INDEX decisions_case ON scrapeguard.decisions (case_id, decided);

CREATE TABLE scrapeguard.commands (
    id text PRIMARY KEY,
    body jsonb NOT NULL
);

CREATE TABLE scrapeguard.waves (
    id text PRIMARY KEY,
    taken bigint NOT NULL,
    is_finished boolean NOT NULL,
    body jsonb NOT NULL
);
CREATE INDEX waves_open ON scrapeguard.waves (taken, id) WHERE NOT is_finished;

CREATE TABLE scrapeguard.counters (
    kind smallint NOT NULL,
    scope text COLLATE "C" NOT NULL,
    bucket bigint NOT NULL,
    amount bigint NOT NULL,
    PRIMARY KEY (kind, scope, bucket)
);
CREATE INDEX counters_bucket ON scrapeguard.counters (kind, bucket);

CREATE TABLE scrapeguard.audit (
    sequence bigint PRIMARY KEY,
    time_micros bigint NOT NULL,
    actor text NOT NULL,
    what text NOT NULL,
    why text NOT NULL,
    account text COLLATE "C",
    case_id text,
    effect text,
    kind text,
    from_state text,
    to_state text,
    cause text,
    hash text NOT NULL
);
CREATE INDEX audit_account ON scrapeguard.audit (account, sequence);

CREATE TABLE scrapeguard.outgoing (
    place bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    channel smallint NOT NULL,
    id text NOT NULL,
    due bigint NOT NULL,
    attempts integer NOT NULL,
    body jsonb NOT NULL,
    UNIQUE (channel, id)
);
CREATE INDEX outgoing_channel ON scrapeguard.outgoing (channel, place);
