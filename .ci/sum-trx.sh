#!/usr/bin/env bash
# sum-trx.sh FILE...: prints "PASSED FAILED SKIPPED", summed over the counters of VSTest result files.
# The logger counts an ignored test only in the total, so what neither passed nor failed was skipped.
set -euo pipefail
awk '
  function counter(name,   at) {
    if (!match($0, " " name "=\"[0-9]+\"")) return 0
    at = RSTART + length(name) + 3
    return substr($0, at, RSTART + RLENGTH - 1 - at) + 0
  }
  /<Counters / {
    f = counter("failed") + counter("error") + counter("timeout") + counter("aborted")
    p = counter("passed")
    passed += p; failed += f; skipped += counter("total") - p - f
  }
  END { print passed + 0, failed + 0, skipped + 0 }
' "$@"
