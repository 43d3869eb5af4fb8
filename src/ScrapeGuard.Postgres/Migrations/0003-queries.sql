-- What people look for: cases by subject, name and appeal; an account's decisions and commands; pages of the audit.
ALTER TABLE scrapeguard.cases
    ADD COLUMN subject text NOT NULL GENERATED ALWAYS AS (body ->> 'subject') STORED,
    ADD COLUMN name text COLLATE "C" NOT NULL GENERATED ALWAYS AS (body ->> 'name') STORED,
    ADD COLUMN has_appeal boolean NOT NULL GENERATED ALWAYS AS ((body ->> 'hasAppeal')::boolean) STORED;
CREATE INDEX cases_name ON scrapeguard.cases (name);
CREATE INDEX cases_appeal ON scrapeguard.cases (changed DESC, id) WHERE has_appeal;

ALTER TABLE scrapeguard.decisions
    ADD COLUMN account text COLLATE "C" NOT NULL GENERATED ALWAYS AS (body -> 'decision' ->> 'account') STORED;
CREATE INDEX decisions_account ON scrapeguard.decisions (account, decided);

ALTER TABLE scrapeguard.commands
    ADD COLUMN taken bigint NOT NULL GENERATED ALWAYS AS ((body ->> 'takenMicros')::bigint) STORED,
    ADD COLUMN account text COLLATE "C" GENERATED ALWAYS AS (
        CASE WHEN body -> 'command' -> 'target' ->> 'scope' = 'Account'
            THEN body -> 'command' -> 'target' ->> 'name' END) STORED;
CREATE INDEX commands_taken ON scrapeguard.commands (taken DESC, id);
CREATE INDEX commands_account ON scrapeguard.commands (account, taken) WHERE account IS NOT NULL;

CREATE INDEX audit_case ON scrapeguard.audit (case_id, sequence) WHERE case_id IS NOT NULL;
CREATE INDEX audit_cause ON scrapeguard.audit (cause, sequence) WHERE cause IS NOT NULL;
-- Of people: what the program does needs no index, it is most of the audit.
CREATE INDEX audit_person ON scrapeguard.audit (actor, sequence) WHERE actor <> 'scrapeguard';

-- Whom a takedown is about.
CREATE INDEX accounts_campaign ON scrapeguard.accounts (campaign, account) WHERE campaign IS NOT NULL;
